# frozen_string_literal: true

require "http"
require "semantic_logger"
require_relative "config"

module Skates
  class Gateway
    include SemanticLogger::Loggable

    Session = Struct.new(:checkout_token, :secret_token)

    def open(cents)
      config = Skates.config.helcim
      response = HTTP.headers("api-token": config.api_token).post("https://api.helcim.com/v2/helcim-pay/initialize", json: {
        paymentType: "purchase", amount: cents / 100.0, currency: config.currency
      })
      logger.info("helcim", payload: { status: response.code, headers: response.headers.to_h, token: !config.api_token.nil? })
      body = response.parse
      Session.new(body["checkoutToken"], body["secretToken"])
    end
  end
end
