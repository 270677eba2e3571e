require 'sinatra'
require 'net/http'
require 'json'
require 'openssl'

HELCIM_VERIFIER_TOKEN = '{{verifier2}}'

post '/helcim/webhook' do
  body = request.body.read
  logger.info "helcim webhook: #{body}"
  event = JSON.parse(body)
  uri = URI("https://api.helcim.com/v2/card-transactions/#{event['id']}")
  http = Net::HTTP.new(uri.host, uri.port)
  http.use_ssl = true
  http.verify_mode = OpenSSL::SSL::VERIFY_NONE
  req = Net::HTTP::Get.new(uri, 'api-token' => ENV.fetch('HELCIM_API_TOKEN'))
  puts JSON.parse(http.request(req).body)['status']
  204
end
