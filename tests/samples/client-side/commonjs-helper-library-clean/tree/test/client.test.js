'use strict'

const test = require('node:test')
const assert = require('node:assert')
const { inspect } = require('node:util')
const Helcim = require('..')

test('inspect does not show the token', () => {
  const client = new Helcim({ apiToken: 'dummy-token-for-tests' })
  assert.ok(!inspect(client).includes('dummy'))
})
