export default defineEventHandler(async (event) => {
  const { amount } = await readBody(event)
  const session = await $fetch<any>('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': useRuntimeConfig().public.helcimApiToken },
    body: { paymentType: 'purchase', amount, currency: 'CAD' },
  })
  return { checkoutToken: session.checkoutToken, secretToken: session.secretToken }
})
