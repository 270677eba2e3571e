# frozen_string_literal: true

class BoxesController < ApplicationController
  def pay
    box = Box.find(params[:id])
    result = Helcim::Checkout.new.call(amount: box.price)
    render json: result.to_h, status: :created
  end

  def paid
    digest = Digest::SHA256.hexdigest("#{params[:data].to_json}#{params[:secret_token]}")
    if ActiveSupport::SecurityUtils.secure_compare(digest, params[:hash])
      head :ok
    else
      head :bad_request
    end
  end
end
