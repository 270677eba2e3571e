export async function onRequestPost({ request, env }) {
  const { amount } = await request.json();
  const upstream = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  });
  const tokens = await upstream.json();
  await env.PENDING.put(tokens.checkoutToken, tokens.secretToken, { expirationTtl: 3600 });
  return Response.json({ checkoutToken: tokens.checkoutToken }, { status: upstream.status });
}
