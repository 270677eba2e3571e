HelcimLite.configure do |config|
  config.api_token = ENV["HELCIM_API_TOKEN"]
  config.logger = Rails.logger
end
