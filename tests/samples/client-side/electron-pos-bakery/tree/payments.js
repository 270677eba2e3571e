const requestHeaders = () => ({
  'api-token': process.env.HELCIM_API_TOKEN,
  'content-type': 'application/json'
})

async function initialize (amount) {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: requestHeaders(),
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' })
  })
  return res.json()
}

module.exports = { initialize, requestHeaders }
