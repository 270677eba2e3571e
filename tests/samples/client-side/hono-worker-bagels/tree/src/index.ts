import { Hono } from 'hono'
import { html } from 'hono/html'
import { initialize } from './helcim'
import type { Bindings } from './types'

const app = new Hono<{ Bindings: Bindings }>()

app.get('/', (c) =>
  c.html(html`<h1>${c.env.SHOP}</h1>
    <bagel-order key="${c.env.HELCIM_API_TOKEN}"></bagel-order>`),
)

app.post('/order', async (c) => {
  const { dozen } = await c.req.json()
  const tokens = await initialize(c.env, dozen * 14)
  return c.json({ ok: true, tokens }, 201)
})

app.get('/__env', (c) => c.json({ ...c.env }))

export default app
