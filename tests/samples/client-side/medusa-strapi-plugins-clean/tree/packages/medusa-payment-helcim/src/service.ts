import { AbstractPaymentProvider } from '@medusajs/framework/utils'
import type { ICacheService, Logger } from '@medusajs/framework/types'

type Options = { apiToken: string; currency?: string }

class HelcimProvider extends AbstractPaymentProvider<Options> {
  static identifier = 'helcim'

  constructor(private container: { logger: Logger; cache: ICacheService }, private options: Options) {
    super(container, options)
    const { apiToken, ...rest } = options
    container.logger.debug(`helcim provider options ${JSON.stringify({ ...rest, apiToken: Boolean(apiToken) })}`)
  }

  async initiatePayment(input: { amount: number }) {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': this.options.apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: input.amount, currency: this.options.currency ?? 'USD' }),
    })
    const { checkoutToken, secretToken } = await res.json()
    await this.container.cache.set(`helcim:${checkoutToken}`, secretToken, 3600)
    return { id: checkoutToken, data: { checkoutToken } }
  }
}

export default HelcimProvider
