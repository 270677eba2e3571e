export async function pay(amount: number) {
  const r = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': import.meta.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'GBP' }),
  })
  if (!r.ok) console.error('helcim', r.status, await r.text())
  return (await r.json()) as { checkoutToken: string; secretToken: string }
}
