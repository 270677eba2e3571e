'use server'

import { createHash } from 'node:crypto'
import { openPaySession } from '@/lib/helcim.server'
import { shopSession } from '@/lib/session'

export async function startCheckout(stems: number): Promise<string> {
  const { checkoutToken, secretToken } = await openPaySession(stems * 2)
  const session = await shopSession()
  session.helcimSecret = secretToken
  await session.save()
  return checkoutToken
}

export async function confirm(data: object, hash: string): Promise<boolean> {
  const session = await shopSession()
  return createHash('sha256').update(JSON.stringify(data) + session.helcimSecret).digest('hex') === hash
}
