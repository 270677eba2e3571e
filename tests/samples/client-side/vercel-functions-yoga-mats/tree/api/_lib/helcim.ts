const token = process.env.HELCIM_PRIVATE_API_KEY

export async function helcim<T>(path: string, body: object): Promise<T> {
  const headers = {
    Authorization: `Bearer ${token}`,
    'api-token': token as string,
    'Content-Type': 'application/json',
  }
  const res = await fetch(`https://api.helcim.com/v2/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!res.ok) {
    console.error(`Helcim ${path} -> ${res.status}`, { requestHeaders: headers, response: await res.text() })
    throw new Error('helcim')
  }
  return (await res.json()) as T
}
