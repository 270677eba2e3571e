import { defineStore } from 'pinia'
import { backend, helcim } from '../services/http'

export const useCheckout = defineStore('checkout', {
  state: () => ({ checkoutToken: null, secretToken: null, customers: [] }),
  actions: {
    async start(days) {
      const { data } = await backend.post('/checkout', { days })
      this.checkoutToken = data.checkoutToken
      this.secretToken = data.secretToken
      window.sessionStorage.setItem('checkout', JSON.stringify({ s: data.secretToken, days }))
      window.appendHelcimPayIframe(this.checkoutToken)
    },
    async loadCustomers() {
      this.customers = (await helcim.get('/customers')).data
    },
  },
})
