'use strict'

const bunyan = require('bunyan')

module.exports = bunyan.createLogger({
  name: 'box-office',
  serializers: {
    headers: h => ({ ...h, 'api-token': h['api-token'] ? '[hidden]' : undefined })
  }
})
