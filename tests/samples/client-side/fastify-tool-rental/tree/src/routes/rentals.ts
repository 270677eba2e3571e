import type { FastifyPluginAsync } from 'fastify'

type Session = { checkoutToken: string; secretToken: string }

const rentals: FastifyPluginAsync = async (fastify) => {
  fastify.post<{ Params: { tool: string }; Body: { days: number } }>('/rentals/:tool', async (request, reply) => {
    const session = await fastify.helcim.post<Session>('/helcim-pay/initialize', {
      paymentType: 'preauth',
      amount: request.body.days * 18,
      currency: 'CAD',
    })
    return reply.code(201).send({ tool: request.params.tool, ...session })
  })

  fastify.get('/debug/helcim', async () => {
    return fastify.helcim.options
  })
}

export default rentals
