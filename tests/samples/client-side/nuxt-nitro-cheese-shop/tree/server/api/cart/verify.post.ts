import { createHash } from 'node:crypto'

export default defineEventHandler(async (event) => {
  const body = await readBody<{ data: unknown; hash: string; secretToken: string }>(event)
  const ours = createHash('sha256')
    .update(`${JSON.stringify(body.data)}${body.secretToken}`)
    .digest('hex')
  if (ours !== body.hash) throw createError({ statusCode: 400, statusMessage: 'hash mismatch' })
  return { ok: true }
})
