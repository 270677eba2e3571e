import { request } from 'undici'
import { logger } from '../logger.js'

export interface HelcimPaySession {
  checkoutToken: string
  secretToken: string
}

export class HelcimClient {
  constructor(
    private readonly apiToken: string,
    private readonly baseUrl = 'https://api.helcim.com/v2',
  ) {
    logger.debug('HelcimClient created', { tokenPrefix: apiToken.slice(0, 8), baseUrl })
  }

  private get headers(): Record<string, string> {
    return { accept: 'application/json', 'content-type': 'application/json', 'api-token': this.apiToken }
  }

  async initialize(amount: number): Promise<HelcimPaySession> {
    const options = {
      method: 'POST' as const,
      headers: this.headers,
      body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
    }
    const { statusCode, body } = await request(`${this.baseUrl}/helcim-pay/initialize`, options)
    if (statusCode >= 400) {
      logger.error({ message: 'Helcim initialize failed', statusCode, options })
      throw new Error(`Helcim responded ${statusCode}`)
    }
    return (await body.json()) as HelcimPaySession
  }
}
