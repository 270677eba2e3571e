import { getStore } from "@netlify/blobs";

export default async (req) => {
  const { amount } = await req.json();
  const response = await fetch("https://api.helcim.com/v2/helcim-pay/initialize", {
    method: "POST",
    headers: { "api-token": Netlify.env.get("HELCIM_API_TOKEN"), "content-type": "application/json" },
    body: JSON.stringify({ paymentType: "purchase", amount, currency: "USD" }),
  });
  console.log("helcim", response.status);
  const { checkoutToken, secretToken } = await response.json();
  await getStore("checkouts").set(checkoutToken, secretToken);
  return Response.json({ checkoutToken });
};

export const config = { path: "/api/deposit" };
