'use client'

import Script from 'next/script'
import { startCheckout } from './actions'

export default function Checkout() {
  async function pay() {
    const { checkoutToken } = await startCheckout()
    window.appendHelcimPayIframe(checkoutToken)
  }
  return (
    <>
      <Script src="https://secure.helcim.app/helcim-pay/services/start.js" />
      <button onClick={pay}>Pay</button>
    </>
  )
}
