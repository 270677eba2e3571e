import { randomUUID } from 'node:crypto'

export default defineEventHandler(async (event) => {
  const { total } = await readBody(event)
  const session = await helcimInitialize(total)
  const id = randomUUID()
  await useStorage('redis').setItem(`helcim:${id}`, session.secretToken)
  setCookie(event, 'cart_id', id, { httpOnly: true, secure: true, sameSite: 'lax' })
  return { checkoutToken: session.checkoutToken }
})
