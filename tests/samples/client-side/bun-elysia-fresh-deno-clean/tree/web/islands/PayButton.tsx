export default function PayButton({ checkoutToken }: { checkoutToken: string }) {
  return <button onClick={() => globalThis.appendHelcimPayIframe(checkoutToken)}>Pay</button>
}
