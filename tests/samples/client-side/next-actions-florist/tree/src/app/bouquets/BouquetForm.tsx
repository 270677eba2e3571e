'use client'

import { useActionState } from 'react'
import { helcimSettings } from '@/lib/helcim'
import { startCheckout } from './actions'

export function BouquetForm() {
  const [state, action, pending] = useActionState(async (_: unknown, data: FormData) => startCheckout(data), null)
  if (state?.ok) window.appendHelcimPayIframe(state.session.checkoutToken)
  return (
    <form action={action}>
      <label>
        Stems <input name="stems" type="number" defaultValue={12} />
      </label>
      <button disabled={pending}>Pay in {helcimSettings.currency}</button>
    </form>
  )
}
