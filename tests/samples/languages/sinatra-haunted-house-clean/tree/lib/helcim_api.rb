require 'net/http'
require 'json'
require 'logger'

class HelcimApi
  LOG = Logger.new($stdout)

  def initialize(token = ENV.fetch('HELCIM_API_TOKEN'))
    @token = token
    LOG.info("Helcim token: #{token.empty? ? 'NOT SET' : 'SET'}")
  end

  def inspect
    "#<HelcimApi ****#{@token[-4..]}>"
  end

  def post(path, body)
    uri = URI("https://api.helcim.com/v2#{path}")
    res = Net::HTTP.post(uri, body.to_json, 'api-token' => @token, 'Content-Type' => 'application/json')
    LOG.info("#{path} -> #{res.code} #{res.to_hash}")
    JSON.parse(res.body)
  end
end
