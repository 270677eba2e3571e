import createDebug from 'debug'

const debug = createDebug('studio:helcim')

export class HelcimSdk {
  constructor(private readonly apiToken: string) {
    debug('sdk ready: %s', Boolean(apiToken))
  }

  async pay(amount: number) {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': this.apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'EUR' }),
    })
    debug('← %d %O', res.status, Object.fromEntries(res.headers))
    return (await res.json()) as { checkoutToken: string; secretToken: string }
  }

  toJSON() {
    return { name: 'HelcimSdk' }
  }
}
