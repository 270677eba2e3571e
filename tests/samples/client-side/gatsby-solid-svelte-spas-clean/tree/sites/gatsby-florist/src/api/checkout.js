import { put } from "../server/secrets"

export default async function handler(req, res) {
  const r = await fetch("https://api.helcim.com/v2/helcim-pay/initialize", {
    method: "POST",
    headers: { "api-token": process.env.HELCIM_API_TOKEN, "content-type": "application/json" },
    body: JSON.stringify({ paymentType: "purchase", amount: req.body.amount, currency: "USD" }),
  })
  const session = await r.json()
  await put(session.checkoutToken, session.secretToken)
  res.status(r.status).json({ checkoutToken: session.checkoutToken })
}
