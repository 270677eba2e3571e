import Fastify from 'fastify'
import session from '@fastify/session'
import cookie from '@fastify/cookie'
import helcim from './plugins/helcim.js'
import rentals from './routes/rentals.js'

const app = Fastify({ logger: { redact: ['req.headers.authorization', 'headers["api-token"]'] } })

await app.register(cookie)
await app.register(session, { secret: process.env.SESSION_SECRET! })
await app.register(helcim, { apiToken: process.env.HELCIM_API_TOKEN! })
await app.register(rentals)
await app.listen({ port: 3333 })
