const axios = require('axios');
const config = require('./config');

const api = axios.create({
  baseURL: config.helcim.url,
  headers: { 'api-token': config.helcim.token, accept: 'application/json' },
});

api.interceptors.response.use(
  function (res) {
    console.log('[helcim] <-', res.status, res.config.url);
    return res;
  },
  function (err) {
    console.error('[helcim] <-', err.response && err.response.status, err.response && err.response.data);
    return Promise.reject(new Error('Helcim request failed'));
  }
);

exports.initialize = async function (amount) {
  const { data } = await api.post('/helcim-pay/initialize', { paymentType: 'purchase', amount, currency: 'CAD' });
  return data;
};
