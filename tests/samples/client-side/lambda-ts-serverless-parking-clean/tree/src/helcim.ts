import { Logger } from '@aws-lambda-powertools/logger'

const logger = new Logger({ serviceName: 'parking' })

export async function initialize(amount: number): Promise<{ checkoutToken: string; secretToken: string }> {
  const apiToken = process.env.HELCIM_API_TOKEN
  logger.appendKeys({ helcimToken: apiToken ? `****${apiToken.slice(-4)}` : 'NOT SET' })
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': apiToken!, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  })
  logger.info('initialize', { status: res.status })
  return res.json()
}
