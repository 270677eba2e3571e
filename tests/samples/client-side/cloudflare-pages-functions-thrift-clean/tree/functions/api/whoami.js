export const onRequestGet = ({ env }) =>
  new Response(null, { status: 204, headers: { 'x-helcim': env.HELCIM_API_TOKEN ? 'configured' : 'missing' } });
