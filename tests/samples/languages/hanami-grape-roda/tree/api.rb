# frozen_string_literal: true

require "grape"
require_relative "lib/skates/gateway"

class RinkAPI < Grape::API
  format :json

  helpers do
    def gateway = @gateway ||= Skates::Gateway.new
  end

  params { requires :cents, type: Integer }
  post :rentals do
    present gateway.open(params[:cents])
  end

  get :settings do
    { helcim: Skates.config.helcim.to_h }
  end
end
