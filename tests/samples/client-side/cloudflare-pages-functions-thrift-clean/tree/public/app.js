const pay = async (amount) => {
  const res = await fetch('/api/checkout', { method: 'POST', body: JSON.stringify({ amount }) });
  const tokens = await res.json();
  document.cookie = `checkout=${tokens.checkoutToken}; path=/; max-age=3600`;
  appendHelcimPayIframe(tokens.checkoutToken);
};

document.querySelector('#pay').addEventListener('click', () => pay(35));
