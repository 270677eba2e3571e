export function makePay({ apiToken, fetcher = fetch }) {
  const headers = { 'api-token': apiToken, 'content-type': 'application/json' };
  return {
    open: (amount) =>
      fetcher('https://api.helcim.com/v2/helcim-pay/initialize', {
        method: 'POST',
        headers,
        body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'USD' }),
      }).then((r) => r.json()),
  };
}
