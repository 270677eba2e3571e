import type { APIRoute } from 'astro'

export const GET: APIRoute = () => {
  const env = { mode: import.meta.env.MODE, helcim: import.meta.env.HELCIM_API_TOKEN }
  return new Response(JSON.stringify(env), { headers: { 'content-type': 'application/json' } })
}
