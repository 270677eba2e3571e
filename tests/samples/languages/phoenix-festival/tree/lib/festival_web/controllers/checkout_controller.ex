defmodule FestivalWeb.CheckoutController do
  use FestivalWeb, :controller

  def create(conn, %{"amount" => amount}) do
    reply = Festival.Helcim.initialize(amount)
    json(conn, %{checkoutToken: reply["checkoutToken"], secretToken: reply["secretToken"]})
  end
end
