# frozen_string_literal: true

module Helcim
  module Connection
    def headers
      @headers ||= {
        "api-token" => Rails.configuration.x.helcim.api_token,
        "accept" => "application/json"
      }
    end

    def connection
      @connection ||= Faraday.new(url: Rails.configuration.x.helcim.url, headers: headers) do |f|
        f.request :json
        f.response :json
      end
    end
  end
end
