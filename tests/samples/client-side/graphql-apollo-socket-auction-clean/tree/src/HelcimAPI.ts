import { RESTDataSource, type AugmentedRequest } from '@apollo/datasource-rest'
import { Logger } from 'tslog'

const log = new Logger({ name: 'helcim', maskValuesOfKeys: ['api-token'] })

export class HelcimAPI extends RESTDataSource {
  override baseURL = 'https://api.helcim.com/v2/'

  constructor(private token: string) {
    super()
  }

  get ready() {
    return this.token.length > 0
  }

  override willSendRequest(path: string, request: AugmentedRequest) {
    request.headers['api-token'] = this.token
    log.silly('outgoing', path, Object.keys(request.headers))
  }

  initialize(amount: number) {
    return this.post<{ checkoutToken: string; secretToken: string }>('helcim-pay/initialize', {
      body: { paymentType: 'purchase', amount, currency: 'USD' },
    })
  }
}
