# frozen_string_literal: true

require "http"
require "semantic_logger"
require_relative "config"

module Skates
  class Gateway
    include SemanticLogger::Loggable

    def initialize(config = Skates.config.helcim)
      @config = config
      logger.debug("configured", **config.to_h)
    end

    def open(cents)
      headers = { "api-token": @config.api_token, accept: "application/json" }
      response = HTTP.headers(headers).post("https://api.helcim.com/v2/helcim-pay/initialize", json: {
        paymentType: "purchase", amount: cents / 100.0, currency: @config.currency
      })
      logger.warn("helcim", payload: { status: response.code.to_i, headers: headers }) unless response.status.success?
      response.parse
    end
  end
end
