'use strict'

const log = require('./log')

const token = process.env.HELCIM_API_TOKEN
if (!token) throw new Error('HELCIM_API_TOKEN not configured')

exports.checkout = async function (amount) {
  const headers = { 'api-token': token, 'content-type': 'application/json' }
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers,
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' })
  })
  log.info({ headers, status: res.status }, 'initialize')
  return res.json()
}
