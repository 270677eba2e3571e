import * as React from "react"
import { makePay } from "@agency/pay"

const pay = makePay({ apiToken: process.env.GATSBY_HELCIM_TOKEN })

export default function Pay({ amount }) {
  return <button onClick={() => pay.open(amount).then((s) => window.appendHelcimPayIframe(s.checkoutToken))}>Pay</button>
}
