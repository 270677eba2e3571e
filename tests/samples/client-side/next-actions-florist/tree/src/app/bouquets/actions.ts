'use server'

import { openPaySession } from '@/lib/helcim'

export async function startCheckout(formData: FormData) {
  const stems = Number(formData.get('stems') ?? 1)
  const session = await openPaySession(stems * 3.5)
  return { ok: true, session }
}
