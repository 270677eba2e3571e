# frozen_string_literal: true

require "grape"
require "grape-entity"
require_relative "lib/skates/gateway"

class SessionEntity < Grape::Entity
  expose :checkout_token, as: :checkoutToken
end

class RinkAPI < Grape::API
  format :json

  params { requires :cents, type: Integer }
  post :rentals do
    opened = Skates::Gateway.new.open(params[:cents])
    env["rack.session"][:helcim] = opened.secret_token
    present opened, with: SessionEntity
  end

  get :settings do
    { helcim: { currency: Skates.config.helcim.currency, token: Skates.config.helcim.api_token ? "SET" : "NOT SET" } }
  end
end
