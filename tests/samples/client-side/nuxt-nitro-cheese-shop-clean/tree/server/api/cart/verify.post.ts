import { createHash } from 'node:crypto'

export default defineEventHandler(async (event) => {
  const { data, hash } = await readBody(event)
  const secret = await useStorage('redis').getItem<string>(`helcim:${getCookie(event, 'cart_id')}`)
  if (!secret) throw createError({ statusCode: 410 })
  return { ok: createHash('sha256').update(JSON.stringify(data) + secret).digest('hex') === hash }
})
