async function startPayment(amount) {
  const res = await fetch('/pay/start', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ amount }),
  });
  const session = await res.json();
  sessionStorage.setItem('helcimSecret', session.secretToken);
  appendHelcimPayIframe(session.checkoutToken);
}

window.addEventListener('message', async (event) => {
  if (!event.data.eventName || !event.data.eventName.startsWith('helcim-pay-js-')) return;
  if (event.data.eventStatus !== 'SUCCESS') return;
  const { data, hash } = JSON.parse(event.data.eventMessage).data;
  const secretToken = sessionStorage.getItem('helcimSecret');
  await fetch('/pay/verify', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ data, hash, secretToken }),
  });
});
