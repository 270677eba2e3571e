import { createHash } from 'node:crypto'
import { initialize } from '$lib/server/helcim'
import { store } from '$lib/server/store'

export async function load({ locals }) {
  const { checkoutToken, secretToken } = await initialize(9)
  await store.set(locals.sessionId, secretToken)
  return { checkoutToken }
}

export const actions = {
  verify: async ({ request, locals }) => {
    const form = await request.formData()
    const secretToken = await store.take(locals.sessionId)
    const hash = createHash('sha256').update(`${form.get('data')}${secretToken}`).digest('hex')
    return { ok: hash === form.get('hash') }
  },
}
