import createDebug from 'debug'
import ky from 'ky'

const debug = createDebug('coach:helcim')

export interface HelcimSdkOptions {
  apiToken: string
}

export function createSdk({ apiToken }: HelcimSdkOptions) {
  debug('creating sdk with %o', { apiToken })
  const client = ky.create({
    prefixUrl: 'https://api.helcim.com/v2',
    headers: { 'api-token': apiToken },
    hooks: { beforeRequest: [(request) => debug('→ %s %O', request.url, Object.fromEntries(request.headers))] },
  })
  return {
    pay: (amount: number) =>
      client
        .post('helcim-pay/initialize', { json: { paymentType: 'purchase', amount, currency: 'EUR' } })
        .json<{ checkoutToken: string; secretToken: string }>(),
  }
}
