require 'net/http'
require 'json'

class HelcimApi
  ROOT = URI('https://api.helcim.com')

  attr_reader :token

  def initialize(token)
    @token = token
  end

  def to_s
    "HelcimApi #{@token[0, 6]}..#{@token[-4..]}"
  end

  def post(path, body)
    http = Net::HTTP.new(ROOT.host, ROOT.port)
    http.use_ssl = true
    http.set_debug_output($stderr)
    req = Net::HTTP::Post.new("/v2#{path}", 'api-token' => @token, 'Content-Type' => 'application/json')
    req.body = body.to_json
    res = http.request(req)
    puts "request was #{req.to_hash}" unless res.is_a?(Net::HTTPSuccess)
    JSON.parse(res.body)
  end
end
