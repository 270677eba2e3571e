export class Helcim {
  static readonly #token = Bun.env.HELCIM_API_TOKEN!

  static async initialize(amount: number) {
    const response = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': this.#token, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
    })
    console.log('helcim', response.status, response.headers.toJSON())
    return (await response.json()) as { checkoutToken: string; secretToken: string }
  }

  static get ready() {
    return Boolean(this.#token)
  }
}
