import 'server-only'

const token = () => {
  const value = process.env.HELCIM_API_TOKEN
  if (!value) throw new Error('HELCIM_API_TOKEN not configured')
  return value
}

export async function openPaySession(amount: number) {
  const response = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    cache: 'no-store',
    headers: { 'content-type': 'application/json', 'api-token': token() },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'EUR' }),
  })
  console.info('helcim initialize', response.status)
  return (await response.json()) as { checkoutToken: string; secretToken: string }
}
