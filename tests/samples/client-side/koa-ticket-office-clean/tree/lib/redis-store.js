'use strict'

const { createClient } = require('redis')

const client = createClient()
client.connect()

module.exports = {
  get: async key => JSON.parse(await client.get(key)),
  set: (key, value, maxAge) => client.set(key, JSON.stringify(value), { PX: maxAge }),
  destroy: key => client.del(key)
}
