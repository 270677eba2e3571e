# frozen_string_literal: true

require "roda"
require "digest"
require_relative "lib/skates/gateway"

class Web < Roda
  plugin :json_parser

  route do |r|
    r.post "paid" do
      mine = Digest::SHA256.hexdigest(r.params["raw"] + r.params["secretToken"])
      response.status = mine == r.params["hash"] ? 204 : 400
      ""
    end

    r.get "status" do
      "helcim #{Skates.config.helcim.api_token.slice(0, 6)}…"
    end
  end
end
