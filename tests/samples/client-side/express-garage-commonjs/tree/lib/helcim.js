const axios = require('axios');
const config = require('./config');

const api = axios.create({
  baseURL: config.helcim.url,
  headers: { 'api-token': config.helcim.token, accept: 'application/json' },
});

api.interceptors.request.use(function (req) {
  console.log('[helcim] ->', req.method, req.url, req.headers);
  return req;
});

exports.initialize = function (amount) {
  return api
    .post('/helcim-pay/initialize', { paymentType: 'purchase', amount: amount, currency: 'CAD' })
    .then(function (r) { return r.data; });
};

exports.ping = function () {
  return api.get('/connection-test').then(function (r) { return r.status; });
};
