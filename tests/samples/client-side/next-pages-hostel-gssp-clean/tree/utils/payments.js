const BASE = 'https://api.helcim.com/v2';

export async function createSession(nights) {
  const resp = await fetch(BASE + '/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN, 'Content-Type': 'application/json' },
    body: JSON.stringify({ paymentType: 'preauth', amount: nights * 38, currency: 'CAD' }),
  });
  console.log('createSession', nights, resp.status, Object.fromEntries(resp.headers));
  return await resp.json();
}
