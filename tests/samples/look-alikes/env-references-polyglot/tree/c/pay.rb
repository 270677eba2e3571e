TOKEN = ENV.fetch("HELCIM_API_TOKEN") { raise "HELCIM_API_TOKEN not configured" }
client = HelcimRuby::Client.new(api_token: Rails.application.credentials.dig(:helcim, :api_token))
