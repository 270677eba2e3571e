import { startCheckout } from '../api/payments'

export default function Pay() {
  async function open() {
    const checkoutToken = await startCheckout(15)
    sessionStorage.setItem('helcimCheckoutToken', checkoutToken)
    window.appendHelcimPayIframe(checkoutToken)
  }
  return <button onClick={open}>Pay $15</button>
}
