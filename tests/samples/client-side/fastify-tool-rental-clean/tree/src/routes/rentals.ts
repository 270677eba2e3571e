import { createHash } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'

const response = { 201: { type: 'object', properties: { tool: { type: 'string' }, checkoutToken: { type: 'string' } } } }

const rentals: FastifyPluginAsync = async (fastify) => {
  fastify.post<{ Params: { tool: string }; Body: { days: number } }>('/rentals/:tool', { schema: { response } }, async (request, reply) => {
    const session = await fastify.openCheckout(request.body.days * 18)
    request.session.set('helcim', session.secretToken)
    return reply.code(201).send({ tool: request.params.tool, checkoutToken: session.checkoutToken })
  })

  fastify.post<{ Body: { raw: string; hash: string } }>('/rentals/paid', async (request) => {
    const mine = createHash('sha256').update(request.body.raw + request.session.get('helcim')).digest('hex')
    return { paid: mine === request.body.hash }
  })
}

export default rentals
