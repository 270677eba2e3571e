import { ref } from 'vue'

const API_TOKEN = '{{token3}}'
const error = ref(null)

export function useHelcim() {
  async function refund(id, amount) {
    const res = await fetch('/proxy/refund', {
      method: 'POST',
      body: JSON.stringify({ id, amount }),
    })
    error.value = res.ok ? null : res.statusText
  }
  return { refund, error, ready: API_TOKEN.length === 64 }
}
