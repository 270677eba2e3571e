import { Elysia, t } from 'elysia'
import { Helcim } from './Helcim'

const secrets = new Map<string, string>()

new Elysia()
  .post('/pay', async ({ body }) => {
    const session = await Helcim.initialize(body.amount)
    secrets.set(session.checkoutToken, session.secretToken)
    return session.checkoutToken
  }, { body: t.Object({ amount: t.Number() }) })
  .get('/key', () => Helcim.ready)
  .post('/paid', ({ body }) => {
    const secret = secrets.get(body.checkoutToken) ?? ''
    return new Bun.CryptoHasher('sha256').update(body.raw + secret).digest('hex') === body.hash
  }, { body: t.Object({ raw: t.String(), checkoutToken: t.String(), hash: t.String() }) })
  .listen(3000)
