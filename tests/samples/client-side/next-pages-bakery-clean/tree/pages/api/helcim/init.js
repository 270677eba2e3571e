import { withSession } from '../../../lib/session'

export default withSession(async function handler(req, res) {
  const r = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: req.body.amount, currency: 'CAD' }),
  })
  if (!r.ok) return res.status(502).json({ error: 'payment provider' })
  const data = await r.json()
  req.session.secretToken = data.secretToken
  res.status(200).json({ checkoutToken: data.checkoutToken })
})
