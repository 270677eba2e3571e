# frozen_string_literal: true

class CheckoutsController < ApplicationController
  def create
    session_data = HelcimClient.new.start(params.require(:amount))
    render json: session_data
  end
end
