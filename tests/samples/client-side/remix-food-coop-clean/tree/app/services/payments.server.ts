import { logger } from './logger.server'

export async function start(amount: number) {
  const headers = { 'api-token': process.env.HELCIM_API_TOKEN!, 'content-type': 'application/json' }
  logger.info({ headers, amount }, 'starting payment')
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers,
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  })
  logger.info({ status: res.status }, 'started payment')
  return (await res.json()) as { checkoutToken: string; secretToken: string }
}
