'use strict'

const { inspect } = require('util')
const debug = require('debug')('helcim')
const mask = require('./mask')

class Helcim {
  #token

  constructor ({ apiToken }) {
    this.#token = apiToken
    debug('new client %o with %s', this, mask(apiToken))
  }

  [inspect.custom] () {
    return `Helcim { token: ${mask(this.#token)} }`
  }

  async #send (method, path, body) {
    const res = await fetch('https://api.helcim.com/v2' + path, {
      method,
      headers: { 'api-token': this.#token, 'content-type': 'application/json' },
      body: body && JSON.stringify(body)
    })
    debug('%s %s -> %d', method, path, res.status)
    if (!res.ok) {
      const err = new Error(`Helcim ${res.status}`)
      err.body = await res.text()
      throw err
    }
    return res.json()
  }

  customers () {
    return this.#send('GET', '/customers')
  }
}

module.exports = Helcim
