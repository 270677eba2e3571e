'use client'

import { useTransition } from 'react'
import { startCheckout } from './actions'

export function TulipButton({ stems }: { stems: number }) {
  const [busy, start] = useTransition()
  return (
    <button
      disabled={busy}
      onClick={() =>
        start(async () => {
          const checkoutToken = await startCheckout(stems)
          window.appendHelcimPayIframe(checkoutToken)
        })
      }
    >
      Buy {stems} tulips
    </button>
  )
}
