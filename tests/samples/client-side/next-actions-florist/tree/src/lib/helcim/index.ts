import { helcimSettings } from './settings'

export * from './settings'

export type PaySession = { checkoutToken: string; secretToken: string }

export async function openPaySession(amount: number): Promise<PaySession> {
  const response = await fetch(`${helcimSettings.base}/helcim-pay/initialize`, {
    method: 'POST',
    cache: 'no-store',
    headers: { 'content-type': 'application/json', 'api-token': helcimSettings.storeCode },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: helcimSettings.currency }),
  })
  if (!response.ok) throw new Error(`Helcim ${response.status}`)
  return response.json()
}
