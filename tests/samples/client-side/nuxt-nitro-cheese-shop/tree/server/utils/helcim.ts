import { ofetch } from 'ofetch'

export const useHelcim = () => {
  const { helcimApiToken } = useRuntimeConfig()
  return ofetch.create({
    baseURL: 'https://api.helcim.com/v2',
    headers: { 'api-token': helcimApiToken },
    onRequest({ request, options }) {
      console.log('[helcim]', request, options.headers)
    },
  })
}
