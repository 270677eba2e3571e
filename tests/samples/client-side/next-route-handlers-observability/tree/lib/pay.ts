import * as Sentry from '@sentry/nextjs'

const headers = () => ({ 'api-token': process.env.HELCIM_API_TOKEN as string, 'content-type': 'application/json' })

export async function startPay(amount: number) {
  const h = headers()
  try {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: h,
      body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
    })
    return (await res.json()) as { checkoutToken: string; secretToken: string }
  } catch (error) {
    Sentry.captureException(error, { extra: { request: { amount, headers: h } } })
    throw error
  }
}
