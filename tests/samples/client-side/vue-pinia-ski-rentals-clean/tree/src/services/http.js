import axios from 'axios'

export const backend = axios.create({ baseURL: '/api' })

backend.interceptors.response.use((r) => {
  console.debug(r.status, r.config.url)
  return r
})
