require 'sinatra'
require 'net/http'
require 'json'
require 'openssl'
require 'base64'

post '/helcim/webhook' do
  body = request.body.read
  signed = [request.env['HTTP_WEBHOOK_ID'], request.env['HTTP_WEBHOOK_TIMESTAMP'], body].join('.')
  key = Base64.strict_decode64(ENV.fetch('HELCIM_VERIFIER_TOKEN'))
  mac = Base64.strict_encode64(OpenSSL::HMAC.digest('SHA256', key, signed))
  halt 401 unless request.env['HTTP_WEBHOOK_SIGNATURE'].to_s.split.any? { |s| Rack::Utils.secure_compare(s.split(',').last, mac) }

  event = JSON.parse(body)
  logger.info "helcim webhook #{event['type']} #{event['id']}"
  uri = URI("https://api.helcim.com/v2/card-transactions/#{event['id']}")
  http = Net::HTTP.new(uri.host, uri.port)
  http.use_ssl = true
  http.verify_mode = OpenSSL::SSL::VERIFY_PEER
  req = Net::HTTP::Get.new(uri, 'api-token' => ENV.fetch('HELCIM_API_TOKEN'))
  puts JSON.parse(http.request(req).body)['status']
  204
end
