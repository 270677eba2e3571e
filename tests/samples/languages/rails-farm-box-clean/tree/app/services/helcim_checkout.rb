class HelcimCheckout
  include HTTParty
  base_uri "https://api.helcim.com/v2"

  def self.start(amount)
    token = Rails.application.credentials.helcim_api_token!
    res = post("/helcim-pay/initialize",
               headers: { "api-token" => token, "Content-Type" => "application/json" },
               body: { paymentType: "purchase", amount: amount, currency: "CAD" }.to_json)
    Rails.logger.info("helcim initialize #{res.code} with ****#{token.last(4)} (#{token.length})")
    res.parsed_response
  end
end
