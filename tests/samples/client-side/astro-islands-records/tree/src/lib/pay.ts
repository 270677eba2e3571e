export interface Pay {
  checkoutToken: string
  secretToken: string
}

export const pay = async (amount: number): Promise<Pay> => {
  const r = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': import.meta.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'GBP' }),
  })
  return r.json()
}
