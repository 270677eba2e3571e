import axios from 'axios'

const api = axios.create({ baseURL: import.meta.env.VITE_API_URL, withCredentials: true })

export const startCheckout = (amount: number) => api.post<{ checkoutToken: string }>('/checkout', { amount }).then((r) => r.data.checkoutToken)
export const jsToken: string = import.meta.env.VITE_HELCIM_JS_TOKEN
