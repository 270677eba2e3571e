import { createHash } from 'node:crypto'
import { HelcimSdk } from '@studio/helcim-sdk'
import { z } from 'zod'
import { prisma } from './prisma'
import { t } from './trpc'

const sdk = new HelcimSdk(process.env.HELCIM_API_TOKEN!)

export const appRouter = t.router({
  startSession: t.procedure
    .input(z.object({ hours: z.number() }))
    .output(z.object({ id: z.string(), checkoutToken: z.string() }))
    .mutation(async ({ input }) => {
      const { checkoutToken, secretToken } = await sdk.pay(input.hours * 90)
      const { id } = await prisma.checkout.create({ data: { secretToken } })
      return { id, checkoutToken }
    }),

  confirm: t.procedure.input(z.object({ id: z.string(), raw: z.string(), hash: z.string() })).mutation(async ({ input }) => {
    const row = await prisma.checkout.findUniqueOrThrow({ where: { id: input.id } })
    return createHash('sha256').update(input.raw + row.secretToken).digest('hex') === input.hash
  }),
})
