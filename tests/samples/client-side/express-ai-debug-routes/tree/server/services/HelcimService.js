import axios from 'axios';

class HelcimService {
  constructor(apiToken, baseURL = 'https://api.helcim.com/v2') {
    if (!apiToken) {
      throw new Error('HELCIM_API_TOKEN not configured');
    }
    this.apiToken = apiToken;
    this.client = axios.create({ baseURL, timeout: 15000 });
  }

  getHeaders(idempotencyKey) {
    const headers = { accept: 'application/json', 'api-token': this.apiToken };
    if (idempotencyKey) headers['idempotency-key'] = idempotencyKey;
    return headers;
  }

  async initialize({ amount, currency = 'CAD' }) {
    try {
      const headers = this.getHeaders();
      console.log('🔍 DEBUG headers:', JSON.stringify(headers, null, 2));
      const { data } = await this.client.post('/helcim-pay/initialize', { paymentType: 'purchase', amount, currency }, { headers });
      return data;
    } catch (error) {
      console.error('❌ Helcim error config:', error.config);
      throw error;
    }
  }
}

export { HelcimService };
