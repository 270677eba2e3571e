import { helcimRequest } from "../lib/helcim.mjs";

export const handler = async (event) => {
  const { artist, amount } = JSON.parse(event.body);
  const response = await helcimRequest("/helcim-pay/initialize", { paymentType: "purchase", amount, currency: "USD" });
  const deposit = await response.json();
  deposit.artist = artist;

  return {
    statusCode: response.status,
    body: JSON.stringify(deposit),
  };
};
