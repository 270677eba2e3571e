defmodule Festival.Helcim do
  require Logger

  def initialize(amount) do
    conf = Application.fetch_env!(:festival, __MODULE__)
    Logger.debug("helcim initialize amount=#{amount} token=...#{String.slice(conf[:api_token], -4..-1)}")

    Req.post!(conf[:base_url] <> "/helcim-pay/initialize",
      headers: [{"api-token", conf[:api_token]}, {"accept", "application/json"}],
      json: %{paymentType: "purchase", amount: amount, currency: "CAD"}
    ).body
  end
end
