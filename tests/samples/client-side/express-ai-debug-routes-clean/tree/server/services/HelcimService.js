import axios from 'axios';
import { maskToken, sanitize } from './sanitize.js';

class HelcimService {
  constructor(apiToken, baseURL = 'https://api.helcim.com/v2') {
    this.apiToken = apiToken;
    this.client = axios.create({ baseURL, timeout: 15000 });
    console.log('🔑 Helcim token:', maskToken(apiToken));
  }

  async initialize({ amount, currency = 'CAD' }) {
    const headers = { accept: 'application/json', 'api-token': this.apiToken };
    try {
      console.log('🔍 DEBUG headers:', JSON.stringify(sanitize(headers)));
      const response = await this.client.post('/helcim-pay/initialize', { paymentType: 'purchase', amount, currency }, { headers });
      console.log('✅ Helcim response:', response.status, response.headers['content-type']);
      return response.data;
    } catch (error) {
      console.error('❌ Helcim error:', error.response?.status, error.response?.data, error.message);
      throw new Error('Payment initialization failed');
    }
  }
}

export { HelcimService };
