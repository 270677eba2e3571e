import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { db } from './db'

export async function initialize(req: Request, res: Response) {
  const answer = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN!, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 49, currency: 'USD' }),
  })
  const session = await answer.json()
  await db.put(`pay:${req.user!.id}`, session.secretToken)
  res.json({ checkoutToken: session.checkoutToken })
}

export async function validate(req: Request, res: Response) {
  const secret = await db.get(`pay:${req.user!.id}`)
  const ok = createHash('sha256').update(JSON.stringify(req.body.data) + secret).digest('hex') === req.body.hash
  res.status(ok ? 200 : 400).json({ ok })
}
