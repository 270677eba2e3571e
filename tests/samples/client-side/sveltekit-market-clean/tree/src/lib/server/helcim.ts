import { HELCIM_API_TOKEN, VITE_HELCIM_TEST_TOKEN } from '$env/static/private'
import { dev } from '$app/environment'

export async function initialize(amount: number): Promise<{ checkoutToken: string; secretToken: string }> {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': dev ? VITE_HELCIM_TEST_TOKEN : HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  })
  return res.json()
}
