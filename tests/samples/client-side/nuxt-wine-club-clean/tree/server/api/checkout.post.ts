export default defineEventHandler(async (event) => {
  const { amount } = await readBody(event)
  const { helcimApiToken } = useRuntimeConfig(event)
  const session = await $fetch<any>('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': helcimApiToken },
    body: { paymentType: 'purchase', amount, currency: 'CAD' },
  })
  const state = await useSession(event, { password: process.env.NUXT_SESSION_PASSWORD! })
  await state.update({ secretToken: session.secretToken })
  return { checkoutToken: session.checkoutToken }
})
