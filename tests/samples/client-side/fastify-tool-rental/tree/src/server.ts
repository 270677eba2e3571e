import Fastify from 'fastify'
import helcim from './plugins/helcim.js'
import rentals from './routes/rentals.js'

const app = Fastify({ logger: { level: 'debug' } })

await app.register(helcim, { apiToken: process.env.HELCIM_API_TOKEN! })
await app.register(rentals)
await app.listen({ port: 3333, host: '0.0.0.0' })
