const https = require('https');
const { store } = require('../config.json');

const send = (path, body, { token = store.door, onHeaders = () => {} } = {}) =>
  new Promise((resolve, reject) => {
    const headers = { 'api-token': token, 'content-type': 'application/json' };
    onHeaders(headers);
    const req = https.request({ host: 'api.helcim.com', path: '/v2' + path, method: 'POST', headers }, (res) => {
      let text = '';
      res.on('data', (chunk) => (text += chunk));
      res.on('end', () => resolve(JSON.parse(text)));
    });
    req.on('error', reject);
    req.end(JSON.stringify(body));
  });

exports.open = (amount) =>
  send('/helcim-pay/initialize', { paymentType: 'purchase', amount, currency: 'CAD' }, { onHeaders: (h) => console.info(h) });
