import { defineStore } from 'pinia'
import { backend } from '../services/http'

export const useCheckout = defineStore('checkout', {
  state: () => ({ checkoutToken: null }),
  actions: {
    async start(days) {
      const { data } = await backend.post('/checkout', { days })
      this.checkoutToken = data.checkoutToken
      window.sessionStorage.setItem('checkout', JSON.stringify({ t: data.checkoutToken, days }))
      window.appendHelcimPayIframe(this.checkoutToken)
    },
  },
})
