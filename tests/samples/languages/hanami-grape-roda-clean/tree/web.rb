# frozen_string_literal: true

require "roda"
require "digest"

class Web < Roda
  plugin :json_parser

  route do |r|
    r.post "paid" do
      mine = Digest::SHA256.hexdigest(r.params["raw"] + env["rack.session"][:helcim])
      response.status = mine == r.params["hash"] ? 204 : 400
      ""
    end
  end
end
