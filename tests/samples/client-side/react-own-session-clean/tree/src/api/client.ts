const apiToken = () => sessionStorage.getItem('apiToken') ?? ''

export async function api<T>(path: string, init: RequestInit = {}): Promise<T> {
  const res = await fetch(`/api${path}`, { ...init, headers: { 'x-api-token': apiToken(), 'content-type': 'application/json' } })
  if (!res.ok) console.warn('api', path, res.status, apiToken().slice(0, 6))
  return res.json()
}
