import { createHash, timingSafeEqual } from 'node:crypto'
import { Router } from 'express'
import type { makeGateway, Opened } from '../helcim/gateway.js'
import type { CheckoutRepository } from './repository.js'

const toPublic = ({ checkoutToken }: Opened) => ({ checkoutToken })

export function lessonRoutes(gateway: ReturnType<typeof makeGateway>, repo: CheckoutRepository) {
  const router = Router()

  router.post('/:id/checkout', async (req, res) => {
    const opened = await gateway.open(req.body.minutes * 0.9)
    await repo.remember(req.params.id, opened.secretToken)
    res.status(201).json(toPublic(opened))
  })

  router.post('/:id/paid', async (req, res) => {
    const secret = await repo.secretFor(req.params.id)
    const mine = createHash('sha256').update(JSON.stringify(req.body.data)).update(secret).digest()
    const theirs = Buffer.from(req.body.hash, 'hex')
    if (mine.length !== theirs.length || !timingSafeEqual(mine, theirs)) return void res.sendStatus(400)
    res.json({ lesson: req.params.id, status: 'paid' })
  })

  return router
}
