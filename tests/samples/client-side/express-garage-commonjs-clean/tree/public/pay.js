async function startPayment(amount) {
  const res = await fetch('/pay/start', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ amount }),
  });
  const { checkoutToken } = await res.json();
  sessionStorage.setItem('checkoutToken', checkoutToken);
  appendHelcimPayIframe(checkoutToken);
}
