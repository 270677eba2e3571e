import * as Sentry from '@sentry/nextjs'
import { kv } from '@vercel/kv'

export async function startPay(amount: number): Promise<string> {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN as string, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  })
  if (!res.ok) {
    Sentry.captureMessage('helcim', { extra: { status: res.status, amount } })
    throw new Error('payment provider unavailable')
  }
  const { checkoutToken, secretToken } = await res.json()
  await kv.set(`hp:${checkoutToken}`, secretToken, { ex: 3600 })
  return checkoutToken
}
