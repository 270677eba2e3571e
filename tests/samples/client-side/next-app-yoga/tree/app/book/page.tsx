import Checkout from './Checkout'

async function initialize() {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN!, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 20, currency: 'CAD' }),
    cache: 'no-store',
  })
  return res.json()
}

export default async function Page() {
  const session = await initialize()
  return (
    <main>
      <h1>Drop-in class</h1>
      <Checkout checkoutToken={session.checkoutToken} secretToken={session.secretToken} />
    </main>
  )
}
