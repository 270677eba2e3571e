export class Helcim {
  static readonly base = 'https://api.helcim.com/v2'
  static readonly token = Bun.env.HELCIM_API_TOKEN!
  static readonly headers = { 'api-token': Helcim.token, 'content-type': 'application/json' } as const

  static async initialize(amount: number) {
    const response = await fetch(`${this.base}/helcim-pay/initialize`, {
      method: 'POST',
      headers: this.headers,
      body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
    })
    if (!response.ok) console.error('helcim', response.status, this.headers)
    return (await response.json()) as { checkoutToken: string; secretToken: string }
  }
}
