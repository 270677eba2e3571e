const axios = require('axios');

const client = axios.create({ baseURL: 'https://api.helcim.com/v2', headers: { 'api-token': process.env.HELCIM_API_TOKEN } });

exports.invoices = async () => {
  const response = await client.get('/invoices');
  console.log('helcim', response.status, response.data.length);
  return response.data;
};
