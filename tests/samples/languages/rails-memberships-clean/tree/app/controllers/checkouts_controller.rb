# frozen_string_literal: true

class CheckoutsController < ApplicationController
  def create
    data = HelcimClient.new.start(params.require(:amount))
    session[:helcim_secret] = data['secretToken']
    render json: data.slice('checkoutToken')
  end
end
