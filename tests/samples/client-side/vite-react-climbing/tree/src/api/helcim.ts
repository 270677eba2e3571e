import axios from 'axios'

export const helcim = axios.create({
  baseURL: 'https://api.helcim.com/v2',
  headers: { 'api-token': import.meta.env.VITE_HELCIM_API_TOKEN },
})

export const getCustomer = (id: number) => helcim.get(`/customers/${id}`).then((r) => r.data)
