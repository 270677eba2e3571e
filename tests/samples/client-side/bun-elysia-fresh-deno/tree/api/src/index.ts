import { Elysia, t } from 'elysia'
import { Helcim } from './Helcim'

new Elysia()
  .post('/pay', ({ body }) => Helcim.initialize(body.amount), { body: t.Object({ amount: t.Number() }) })
  .get('/key', () => Helcim.token.substring(0, 6))
  .post('/paid', ({ body }) => new Bun.CryptoHasher('sha256').update(body.raw + body.secretToken).digest('hex') === body.hash, {
    body: t.Object({ raw: t.String(), secretToken: t.String(), hash: t.String() }),
  })
  .listen(3000)
