import type { VercelRequest, VercelResponse } from '@vercel/node'
import { helcim } from './_lib/helcim'

export default async function handler(req: VercelRequest, res: VercelResponse) {
  if (req.method !== 'POST') return res.status(405).end()
  const checkout = await helcim<Record<string, string>>('helcim-pay/initialize', {
    paymentType: 'purchase',
    amount: Number(req.body.quantity) * 59,
    currency: 'USD',
  })
  const { checkoutToken, ...rest } = checkout
  return res.status(200).json({ token: checkoutToken, meta: rest })
}
