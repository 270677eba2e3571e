const BASE = 'https://api.helcim.com/v2';

export const apiHeaders = () => ({
  'api-token': process.env.HELCIM_API_TOKEN,
  'Content-Type': 'application/json',
});

export async function createSession(nights) {
  const headers = apiHeaders();
  console.log('createSession', nights, headers);
  const resp = await fetch(BASE + '/helcim-pay/initialize', {
    method: 'POST',
    headers,
    body: JSON.stringify({ paymentType: 'preauth', amount: nights * 38, currency: 'CAD' }),
  });
  return await resp.json();
}
