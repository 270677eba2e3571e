import type { APIRoute } from 'astro'

export const prerender = false

export const POST: APIRoute = async ({ request, session }) => {
  const { amount } = await request.json()
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': import.meta.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  })
  const { checkoutToken, secretToken } = await res.json()
  session.set('helcim', secretToken)
  return Response.json({ checkoutToken })
}
