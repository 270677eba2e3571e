# frozen_string_literal: true

Rails.application.config.x.helcim.api_token = Rails.application.credentials.dig(:helcim, :api_token) || ENV.fetch('HELCIM_API_TOKEN')
Rails.application.config.filter_parameters += %i[api_token secretToken cardToken]
