import fp from 'fastify-plugin'

export interface HelcimOptions {
  apiToken: string
  baseUrl?: string
}

declare module 'fastify' {
  interface FastifyInstance {
    helcim: { options: HelcimOptions; post<T>(path: string, body: unknown): Promise<T> }
  }
}

export default fp<HelcimOptions>(async (fastify, options) => {
  const base = options.baseUrl ?? 'https://api.helcim.com/v2'

  fastify.decorate('helcim', {
    options,
    async post<T>(path: string, body: unknown): Promise<T> {
      const headers = { 'api-token': options.apiToken, 'content-type': 'application/json' }
      const res = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body) })
      if (!res.ok) {
        fastify.log.error({ path, status: res.status, headers }, 'helcim call failed')
        throw fastify.httpErrors.badGateway()
      }
      return res.json() as Promise<T>
    },
  })

  fastify.log.info(options, 'helcim plugin registered')
})
