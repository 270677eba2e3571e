require "faraday"

module HelcimLite
  class << self
    attr_accessor :api_token, :logger

    def configure
      yield self
    end

    def client
      @client ||= Client.new(api_token)
    end
  end

  class Client
    def initialize(token)
      @conn = Faraday.new("https://api.helcim.com/v2", headers: { "api-token" => token }) do |f|
        f.request :json
        f.response :json
        f.response :logger, HelcimLite.logger, headers: true, bodies: false
      end
    end

    def pay_session(amount, currency: "CAD")
      @conn.post("helcim-pay/initialize", paymentType: "purchase", amount: amount, currency: currency).body
    end
  end
end
