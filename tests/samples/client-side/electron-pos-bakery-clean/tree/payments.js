const headers = () => ({ 'api-token': process.env.HELCIM_API_TOKEN, 'content-type': 'application/json' })

exports.initialize = async (amount) => {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: headers(),
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' })
  })
  return res.json()
}

exports.devices = async () => {
  const res = await fetch('https://api.helcim.com/v2/devices', { headers: headers() })
  return (await res.json()).map((d) => d.code)
}
