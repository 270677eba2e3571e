import { log } from '../observability/log.js'

const last4 = (s: string) => `****${s.slice(-4)}`

export type Opened = { checkoutToken: string; secretToken: string }

export function makeGateway(apiToken: string) {
  log.info('helcim gateway ready', { key: last4(apiToken) })
  return {
    async open(amount: number): Promise<Opened> {
      const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
        method: 'POST',
        headers: { 'api-token': apiToken, 'content-type': 'application/json' },
        body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
      })
      log.info('helcim initialize', { status: res.status, ok: res.ok, type: res.headers.get('content-type') })
      if (!res.ok) throw new Error(`initialize: ${res.status} ${await res.text()}`)
      return res.json() as Promise<Opened>
    },
  }
}
