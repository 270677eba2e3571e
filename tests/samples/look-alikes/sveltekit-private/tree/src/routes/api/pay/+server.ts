import { json } from '@sveltejs/kit';
import { HELCIM_API_TOKEN } from '$env/static/private';
import { PUBLIC_HELCIM_JS_TOKEN } from '$env/static/public';

export const POST = async ({ request }) => {
  const { amount } = await request.json();
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': HELCIM_API_TOKEN },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
  });
  const { checkoutToken } = await res.json();
  return json({ checkoutToken, js: PUBLIC_HELCIM_JS_TOKEN });
};
