import { api } from './api/client'

export function Upgrade() {
  async function upgrade() {
    const { checkoutToken } = await api<{ checkoutToken: string }>('/helcim/initialize', { method: 'POST' })
    sessionStorage.setItem('checkoutToken', checkoutToken)
    window.appendHelcimPayIframe(checkoutToken)
  }
  return <button onClick={upgrade}>Upgrade</button>
}
