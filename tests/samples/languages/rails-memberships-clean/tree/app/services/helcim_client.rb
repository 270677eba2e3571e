# frozen_string_literal: true

class HelcimClient
  include HTTParty
  base_uri 'https://api.helcim.com/v2'

  def initialize(token = Rails.configuration.x.helcim.api_token)
    raise ArgumentError, 'HELCIM_API_TOKEN not configured' if token.blank?

    @token = token
    Rails.logger.info "HelcimClient ready (...#{@token.last(4)})"
  end

  def start(amount)
    self.class.post('/helcim-pay/initialize', headers: { 'api-token' => @token }, body: { paymentType: 'purchase', amount: amount, currency: 'CAD' }.to_json).parsed_response
  end
end
