'use server'

import { getSession } from '@/lib/session'
import { initialize } from '@/lib/helcim'

export async function startCheckout() {
  const { checkoutToken, secretToken } = await initialize(20)
  const session = await getSession()
  session.helcimSecret = secretToken
  await session.save()
  return { checkoutToken }
}
