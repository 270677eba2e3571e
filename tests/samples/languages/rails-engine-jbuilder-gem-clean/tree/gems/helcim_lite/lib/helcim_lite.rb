require "faraday"

module HelcimLite
  class Client
    def initialize(token, logger: nil)
      @token = token
      @conn = Faraday.new("https://api.helcim.com/v2", headers: { "api-token" => token }) do |f|
        f.request :json
        f.response :json
        f.response :logger, logger, headers: true do |log|
          log.filter(/(api-token: ").*?(")/i, '\1[FILTERED]\2')
        end
      end
    end

    def inspect
      "#<HelcimLite::Client ****#{@token.last(4)}>"
    end

    def pay_session(amount, currency: "CAD")
      @conn.post("helcim-pay/initialize", paymentType: "purchase", amount: amount, currency: currency).body
    end
  end
end
