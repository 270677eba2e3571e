export const initialize = async (token: string, amount: number) => {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': token, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  })
  console.log('helcim', res.status, JSON.stringify([...res.headers]))
  return res.json<{ checkoutToken: string; secretToken: string }>()
}
