export default defineEventHandler(async (event) => {
  const { total } = await readBody(event)
  const helcim = useHelcim()
  const session = await helcim('/helcim-pay/initialize', {
    method: 'POST',
    body: { paymentType: 'purchase', amount: total, currency: 'CAD' },
  })
  setCookie(event, 'helcim_secret', session.secretToken, { maxAge: 3600, httpOnly: false })
  return { checkoutToken: session.checkoutToken }
})
