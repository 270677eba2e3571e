import { call } from '../lib/helcim.js';

export async function onRequestPost({ request, env }) {
  const { amount } = await request.json();
  const upstream = await call(env, '/helcim-pay/initialize', {
    method: 'POST',
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  });
  // just hand it through
  return new Response(upstream.body, { status: upstream.status, headers: { 'content-type': 'application/json' } });
}
