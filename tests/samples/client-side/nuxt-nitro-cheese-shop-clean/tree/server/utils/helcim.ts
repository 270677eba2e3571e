export async function helcimInitialize(amount: number) {
  const { helcimApiToken } = useRuntimeConfig()
  console.log('[helcim] initialize', amount, 'key', helcimApiToken ? 'SET' : 'NOT SET')
  return $fetch<{ checkoutToken: string; secretToken: string }>('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': helcimApiToken },
    body: { paymentType: 'purchase', amount, currency: 'CAD' },
  })
}
