import { Hono } from 'hono'
import { logger } from 'hono/logger'
import { initialize } from './helcim'

type Env = { Bindings: { HELCIM_API_TOKEN: string; CHECKOUTS: KVNamespace } }

const app = new Hono<Env>()
app.use(logger())

app.post('/order', async (c) => {
  const { dozen } = await c.req.json()
  const { checkoutToken, secretToken } = await initialize(c.env.HELCIM_API_TOKEN, dozen * 14)
  await c.env.CHECKOUTS.put(checkoutToken, secretToken, { expirationTtl: 3600 })
  return c.json({ checkoutToken }, 201)
})

app.post('/paid', async (c) => {
  const { checkoutToken, raw, hash } = await c.req.json()
  const secret = await c.env.CHECKOUTS.get(checkoutToken)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(raw + secret))
  const hex = Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('')
  return c.json({ paid: hex === hash })
})

app.get('/health', (c) => c.json({ configured: !!c.env.HELCIM_API_TOKEN }))

export default app
