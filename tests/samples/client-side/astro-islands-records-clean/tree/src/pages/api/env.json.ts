import type { APIRoute } from 'astro'

export const GET: APIRoute = () =>
  new Response(JSON.stringify({ mode: import.meta.env.MODE, helcim: Boolean(import.meta.env.HELCIM_API_TOKEN) }))
