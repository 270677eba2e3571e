const list = document.querySelector('#devices')

window.pos.devices().then((codes) => codes.forEach((code) => list.append(new Option(code))))

document.querySelector('#pay').addEventListener('click', async () => {
  const checkoutToken = await window.pos.pay(Number(document.querySelector('#total').value))
  appendHelcimPayIframe(checkoutToken)
})
