import axios from 'axios'

export const helcim = axios.create({
  baseURL: 'https://api.helcim.com/v2',
  headers: { 'api-token': __HELCIM__ },
})

export const backend = axios.create({ baseURL: '/api' })
