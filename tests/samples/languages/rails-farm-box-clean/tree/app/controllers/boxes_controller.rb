class BoxesController < ApplicationController
  def pay
    checkout = HelcimCheckout.start(Box.find(params[:id]).price)
    session[:helcim_secret] = checkout["secretToken"]
    render json: checkout.slice("checkoutToken"), status: :created
  end

  def paid
    digest = Digest::SHA256.hexdigest("#{params[:data]}#{session.delete(:helcim_secret)}")
    head ActiveSupport::SecurityUtils.secure_compare(digest, params[:hash]) ? :ok : :bad_request
  end
end
