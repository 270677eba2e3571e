import { createHash } from 'node:crypto'
import { PUBLIC_HELCIM_API_TOKEN } from '$env/static/public'

export async function load({ fetch }) {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': PUBLIC_HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 9, currency: 'USD' }),
  })
  const { checkoutToken, secretToken } = await res.json()
  return { checkoutToken, secretToken }
}

export const actions = {
  verify: async ({ request }) => {
    const form = await request.formData()
    const hash = createHash('sha256').update(`${form.get('data')}${form.get('secretToken')}`).digest('hex')
    return { ok: hash === form.get('hash') }
  },
}
