export function makePay({ endpoint, fetcher = fetch }) {
  const headers = { 'content-type': 'application/json', 'x-site': location.host };
  return {
    open: (amount) => fetcher(endpoint, { method: 'POST', headers, body: JSON.stringify({ amount }) }).then((r) => r.json()),
  };
}
