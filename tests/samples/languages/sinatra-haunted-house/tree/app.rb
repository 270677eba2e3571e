require 'sinatra/base'
require 'sinatra/json'
require 'digest'
require_relative 'lib/helcim_api'

class HauntedHouse < Sinatra::Base
  helpers Sinatra::JSON
  set :helcim, HelcimApi.new(ENV['HELCIM_API_TOKEN'])
  set :price, 18

  get '/' do
    erb :index
  end

  post '/tickets' do
    session_tokens = settings.helcim.post('/helcim-pay/initialize', paymentType: 'purchase', amount: settings.price, currency: 'USD')
    json session_tokens
  end

  post '/paid' do
    body = JSON.parse(request.body.read)
    sha = Digest::SHA256.new
    sha << body['raw']
    sha << body['secretToken']
    halt 400 unless sha.hexdigest == body['hash']
    json ok: true
  end

  get '/debug' do
    halt 404 unless settings.development?
    content_type :text
    settings.helcim.token
  end
end
