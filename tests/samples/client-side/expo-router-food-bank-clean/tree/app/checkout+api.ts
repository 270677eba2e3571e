import { saveSecret } from '../lib/db.server';

export async function POST(request: Request) {
  const { amount } = await request.json();
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN!, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  });
  const { checkoutToken, secretToken } = await res.json();
  await saveSecret(checkoutToken, secretToken);
  return Response.json({ checkoutToken });
}
