export async function checkout(quantity: number) {
  const res = await fetch(`${import.meta.env.VITE_API_URL}/checkout`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ quantity }),
  })
  const { token } = await res.json()
  window.appendHelcimPayIframe(token)
}

export const jsToken = import.meta.env.VITE_HELCIM_JS_TOKEN
