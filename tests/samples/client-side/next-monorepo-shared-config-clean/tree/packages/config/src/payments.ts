import 'server-only'

export const storefront = {
  id: process.env.HELCIM_API_TOKEN as string,
  api: 'https://api.helcim.com/v2',
}
