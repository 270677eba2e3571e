# frozen_string_literal: true

class HelcimHooksController < ActionController::API
  def create
    logger.info "connected account hook #{request.raw_post}"
    head :no_content
  end
end
