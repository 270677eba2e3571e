import { Handlers, PageProps } from '$fresh/server.ts'
import PayButton from '../islands/PayButton.tsx'

interface Session {
  checkoutToken: string
  secretToken: string
}

export const handler: Handlers<Session> = {
  async GET(_req, ctx) {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': Deno.env.get('HELCIM_API_TOKEN')!, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: 20, currency: 'USD' }),
    })
    return ctx.render(await res.json())
  },
}

export default function Pay({ data }: PageProps<Session>) {
  return <PayButton {...data} />
}
