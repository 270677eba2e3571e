import { Logger } from '@aws-lambda-powertools/logger'

const logger = new Logger({ serviceName: 'parking' })

export const createHelcim = (apiToken = process.env.HELCIM_API_TOKEN!) => {
  logger.appendKeys({ helcimToken: apiToken })
  return {
    initialize: async (amount: number): Promise<{ checkoutToken: string; secretToken: string }> => {
      const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
        method: 'POST',
        headers: { 'api-token': apiToken, 'content-type': 'application/json' },
        body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
      })
      return res.json()
    },
  }
}
