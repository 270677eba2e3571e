class PingHelcimJob < ApplicationJob
  def perform
    res = Faraday.get("https://api.helcim.com/v2/connection-test", nil, { "api-token" => HelcimLite.api_token })
    logger.error { "helcim refused #{HelcimLite.api_token}" } if res.status == 401
  end
end
