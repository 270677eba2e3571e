import { createHash } from 'node:crypto'
import { initTRPC } from '@trpc/server'
import { createSdk } from '@coach/helcim-sdk'
import { z } from 'zod'

const t = initTRPC.create()
const sdk = createSdk({ apiToken: process.env.HELCIM_API_TOKEN! })

export const appRouter = t.router({
  startSession: t.procedure.input(z.object({ hours: z.number().min(1) })).mutation(async ({ input }) => {
    const result = await sdk.pay(input.hours * 90)
    return { hours: input.hours, ...result }
  }),

  confirm: t.procedure
    .input(z.object({ data: z.record(z.unknown()), hash: z.string(), secretToken: z.string() }))
    .mutation(({ input: { data, hash, secretToken } }) => {
      const ours = createHash('sha256')
      ours.update(JSON.stringify(data))
      ours.update(secretToken)
      return ours.digest('hex') === hash
    }),
})

export type AppRouter = typeof appRouter
