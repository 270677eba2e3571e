class ClassesController < ApplicationController
  def pay
    @session = HelcimLite.client.pay_session(25)
    render :pay, formats: :json
  end

  def quick
    session_hash = HelcimLite.client.pay_session(15)
    cookies[:proof] = { value: session_hash["secretToken"], expires: 1.hour }
    redirect_to quick_path(checkout: session_hash["checkoutToken"])
  end

  def done
    digest = OpenSSL::Digest::SHA256.hexdigest(params.require(:raw) + cookies[:proof])
    head(digest == params[:hash] ? :ok : :unprocessable_entity)
  end
end
