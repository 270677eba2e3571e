import { createStore } from 'solid-js/store'

export const [state, setState] = createStore({ checkout: '', secret: '' })

export async function begin(amount: number) {
  const res = await fetch('/api/checkout', { method: 'POST', body: JSON.stringify({ amount }) })
  const { checkoutToken, secretToken } = await res.json()
  setState({ checkout: checkoutToken, secret: secretToken })
  sessionStorage.secret = secretToken
}
