# frozen_string_literal: true

require "dry/configurable"

module Skates
  extend Dry::Configurable

  setting :helcim do
    setting :api_token, default: ENV["HELCIM_API_TOKEN"]
    setting :currency, default: "CAD"
  end
end
