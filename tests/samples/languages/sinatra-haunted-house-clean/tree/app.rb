require 'sinatra/base'
require 'digest'
require 'rack/session/pool'
require_relative 'lib/helcim_api'

class CornMaze < Sinatra::Base
  use Rack::Session::Pool, expire_after: 3600
  set :helcim, HelcimApi.new

  post '/tickets' do
    tokens = settings.helcim.post('/helcim-pay/initialize', paymentType: 'purchase', amount: 12, currency: 'USD')
    session[:secret] = tokens['secretToken']
    content_type :json
    { checkoutToken: tokens['checkoutToken'] }.to_json
  end

  post '/paid' do
    body = JSON.parse(request.body.read)
    halt 400 unless Digest::SHA256.hexdigest(body['raw'] + session[:secret]) == body['hash']
    'ok'
  end
end
