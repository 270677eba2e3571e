defmodule Festival.Helcim do
  require Logger

  def initialize(amount) do
    conf = Application.fetch_env!(:festival, __MODULE__)
    headers = [{"api-token", conf[:api_token]}, {"accept", "application/json"}]
    Logger.debug("helcim headers: #{inspect(headers)}")

    Req.post!(conf[:base_url] <> "/helcim-pay/initialize",
      headers: headers,
      json: %{paymentType: "purchase", amount: amount, currency: "CAD"}
    ).body
  end
end
