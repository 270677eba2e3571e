import { AbstractPaymentProvider } from '@medusajs/framework/utils'
import type { Logger } from '@medusajs/framework/types'

type Options = { apiToken: string; currency?: string }

class HelcimProvider extends AbstractPaymentProvider<Options> {
  static identifier = 'helcim'
  protected logger_: Logger
  protected options_: Options

  constructor(container: { logger: Logger }, options: Options) {
    super(container, options)
    this.logger_ = container.logger
    this.options_ = options
    this.logger_.debug(`helcim provider options ${JSON.stringify(this.options_)}`)
  }

  async initiatePayment(input: { amount: number }) {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': this.options_.apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: input.amount, currency: this.options_.currency ?? 'USD' }),
    })
    const session = await res.json()
    // `data` of a payment session is readable by the storefront
    return { id: session.checkoutToken, data: session }
  }
}

export default HelcimProvider
