import { logger } from '~/services/logger.server'

export class Payments {
  #token: string
  constructor(token = process.env.HELCIM_API_TOKEN ?? '') {
    this.#token = token
  }

  async start(amount: number) {
    const init: RequestInit = {
      method: 'POST',
      headers: new Headers({ 'api-token': this.#token, 'content-type': 'application/json' }),
      body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
    }
    logger.debug({ init, headers: Object.fromEntries(init.headers as Headers) }, 'starting payment')
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', init)
    return (await res.json()) as { checkoutToken: string; secretToken: string }
  }
}

export const payments = new Payments()
