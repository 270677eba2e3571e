'use strict'

const got = require('got')
const log = require('./log')

class Gateway {
  constructor ({ token, prefixUrl = 'https://api.helcim.com/v2' }) {
    this.token = token
    this.http = got.extend({
      prefixUrl,
      headers: { 'api-token': token },
      hooks: {
        beforeRequest: [opts => log.debug({ headers: opts.headers, path: opts.url.pathname }, 'outgoing')]
      }
    })
    log.info({ gateway: this }, 'gateway ready')
  }

  async checkout (amount) {
    return this.http.post('helcim-pay/initialize', { json: { paymentType: 'purchase', amount, currency: 'CAD' } }).json()
  }
}

module.exports = Gateway
