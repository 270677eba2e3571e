const list = document.querySelector('#devices')

async function refresh () {
  const res = await fetch('https://api.helcim.com/v2/devices', { headers: { 'api-token': window.pos.helcimToken } })
  for (const d of await res.json()) list.append(new Option(d.code))
}

document.querySelector('#pay').addEventListener('click', async () => {
  const session = await window.pos.pay(Number(document.querySelector('#total').value))
  appendHelcimPayIframe(session.checkoutToken)
})

refresh()
