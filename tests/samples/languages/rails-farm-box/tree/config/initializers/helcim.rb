# frozen_string_literal: true

Rails.application.configure do
  config.x.helcim.url = "https://api.helcim.com/v2"
  config.x.helcim.api_token = ENV.fetch("HELCIM_API_TOKEN") { Rails.application.credentials.dig(:helcim, :api_token) }
end

Rails.logger.debug "Helcim: #{Rails.configuration.x.helcim.api_token}"
