# frozen_string_literal: true

Rails.application.config.x.helcim.api_token = ENV.fetch('HELCIM_API_TOKEN', '{{token3}}')
Rails.application.config.x.helcim.base = 'https://api.helcim.com/v2'
