import * as React from "react"
import { makePay } from "@agency/pay"

const pay = makePay({ endpoint: "/api/checkout" })

export default function Pay({ amount }) {
  return (
    <button
      data-js-token={process.env.GATSBY_HELCIM_JS_CONFIG_TOKEN}
      onClick={() => pay.open(amount).then((s) => window.appendHelcimPayIframe(s.checkoutToken))}
    >
      Pay
    </button>
  )
}
