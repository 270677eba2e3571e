# frozen_string_literal: true

module Helcim
  class Checkout
    include Connection

    Result = Struct.new(:checkout_token, :secret_token, keyword_init: true)

    def call(amount:)
      Rails.logger.info("[helcim] initialize amount=#{amount} headers=#{headers.inspect}")
      res = connection.post("helcim-pay/initialize", { paymentType: "purchase", amount: amount, currency: "CAD" })
      Result.new(checkout_token: res.body["checkoutToken"], secret_token: res.body["secretToken"])
    end
  end
end
