class ClassesController < ApplicationController
  def pay
    @checkout = client.pay_session(25)
    Rails.cache.write("helcim/#{@checkout['checkoutToken']}", @checkout["secretToken"], expires_in: 1.hour)
    render :pay, formats: :json
  end

  def done
    secret = Rails.cache.read("helcim/#{params[:checkout]}")
    digest = OpenSSL::Digest::SHA256.hexdigest(params.require(:raw) + secret)
    head(digest == params[:hash] ? :ok : :unprocessable_entity)
  end

  private

  def client
    @client ||= HelcimLite::Client.new(ENV.fetch("HELCIM_API_TOKEN"), logger: Rails.logger)
  end
end
