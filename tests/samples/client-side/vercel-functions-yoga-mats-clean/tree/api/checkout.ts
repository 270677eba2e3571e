import { kv } from '@vercel/kv'
import type { VercelRequest, VercelResponse } from '@vercel/node'

export default async function handler(req: VercelRequest, res: VercelResponse) {
  const response = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN!, 'Content-Type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: Number(req.body.quantity) * 59, currency: 'USD' }),
  })
  console.log('checkout', response.status, 'ua', req.headers['user-agent'])
  const checkout = await response.json()
  await kv.set(checkout.checkoutToken, checkout.secretToken, { ex: 3600 })
  res.status(response.ok ? 200 : 502).json({ token: checkout.checkoutToken })
}
