import { Handlers, PageProps } from '$fresh/server.ts'
import PayButton from '../islands/PayButton.tsx'

const kv = await Deno.openKv()

export const handler: Handlers<string> = {
  async GET(_req, ctx) {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': Deno.env.get('HELCIM_API_TOKEN')!, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: 20, currency: 'USD' }),
    })
    const { checkoutToken, secretToken } = await res.json()
    await kv.set(['helcim', checkoutToken], secretToken, { expireIn: 3_600_000 })
    return ctx.render(checkoutToken)
  },
}

export default function Pay({ data }: PageProps<string>) {
  return <PayButton checkoutToken={data} />
}
