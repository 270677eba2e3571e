import type { Bindings } from './types'

export const initialize = async (env: Bindings, amount: number) => {
  const req = new Request('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  })
  console.log(JSON.stringify([...req.headers]))
  const res = await fetch(req)
  return res.json<{ checkoutToken: string; secretToken: string }>()
}
