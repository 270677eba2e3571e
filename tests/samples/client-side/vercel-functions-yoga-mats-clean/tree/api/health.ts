export const config = { runtime: 'edge' }

export default () => Response.json({ helcim: Boolean(process.env.HELCIM_API_TOKEN) })
