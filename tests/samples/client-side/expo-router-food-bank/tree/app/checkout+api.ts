const headers = { 'api-token': process.env.HELCIM_API_TOKEN!, 'content-type': 'application/json' };

export async function POST(request: Request) {
  const { amount } = await request.json();
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers,
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  });
  return Response.json(await res.json());
}
