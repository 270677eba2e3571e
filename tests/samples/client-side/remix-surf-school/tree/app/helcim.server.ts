export async function initialize(amount: number) {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN ?? '', 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  })
  return res.json()
}
