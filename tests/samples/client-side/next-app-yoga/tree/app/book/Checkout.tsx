'use client'

import Script from 'next/script'

type Props = { checkoutToken: string; secretToken: string }

export default function Checkout({ checkoutToken }: Props) {
  return (
    <>
      <Script src="https://secure.helcim.app/helcim-pay/services/start.js" />
      <button onClick={() => window.appendHelcimPayIframe(checkoutToken)}>Pay</button>
    </>
  )
}
