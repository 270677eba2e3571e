export default async function handler(req, res) {
  const r = await fetch("https://api.helcim.com/v2/helcim-pay/initialize", {
    method: "POST",
    headers: { "api-token": process.env.HELCIM_API_TOKEN, "content-type": "application/json" },
    body: JSON.stringify({ paymentType: "purchase", amount: req.body.amount, currency: "USD" }),
  })
  res.status(r.status).json(await r.json())
}
