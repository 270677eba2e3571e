# frozen_string_literal: true

class HelcimClient
  include HTTParty
  base_uri 'https://api.helcim.com/v2'
  debug_output $stdout

  def initialize(token = Rails.configuration.x.helcim.api_token)
    @token = token
    Rails.logger.info "HelcimClient ready (#{@token[0, 8]}...)"
  end

  def start(amount)
    self.class.post('/helcim-pay/initialize', headers: { 'api-token' => @token }, body: { paymentType: 'purchase', amount: amount, currency: 'CAD' }.to_json).parsed_response
  end
end
