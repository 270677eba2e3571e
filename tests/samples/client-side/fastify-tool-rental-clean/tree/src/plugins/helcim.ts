import fp from 'fastify-plugin'

type Session = { checkoutToken: string; secretToken: string }

declare module 'fastify' {
  interface FastifyInstance {
    openCheckout(amount: number): Promise<Session>
  }
}

export default fp<{ apiToken: string }>(async (fastify, { apiToken }) => {
  fastify.log.info({ tokenLength: apiToken.length }, 'helcim plugin registered')

  fastify.decorate('openCheckout', async (amount: number) => {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': apiToken, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'preauth', amount, currency: 'CAD' }),
    })
    fastify.log.info({ status: res.status, helcimRequestId: res.headers.get('x-request-id') }, 'initialize')
    return (await res.json()) as Session
  })
})
