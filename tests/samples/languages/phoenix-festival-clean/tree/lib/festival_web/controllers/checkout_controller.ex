defmodule FestivalWeb.CheckoutController do
  use FestivalWeb, :controller

  def create(conn, %{"amount" => amount}) do
    reply = Festival.Helcim.initialize(amount)

    conn
    |> put_session(:helcim_secret, reply["secretToken"])
    |> json(%{checkoutToken: reply["checkoutToken"]})
  end
end
