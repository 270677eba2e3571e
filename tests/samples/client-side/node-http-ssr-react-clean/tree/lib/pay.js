const https = require('https');

const send = (path, body, { token = process.env.HELCIM_API_TOKEN, onStatus = () => {} } = {}) =>
  new Promise((resolve, reject) => {
    const headers = { 'api-token': token, 'content-type': 'application/json' };
    const req = https.request({ host: 'api.helcim.com', path: '/v2' + path, method: 'POST', headers }, (res) => {
      onStatus(res.statusCode);
      let text = '';
      res.on('data', (chunk) => (text += chunk));
      res.on('end', () => resolve(JSON.parse(text)));
    });
    req.on('error', reject);
    req.end(JSON.stringify(body));
  });

exports.open = (amount) =>
  send('/helcim-pay/initialize', { paymentType: 'purchase', amount, currency: 'CAD' }, { onStatus: (s) => console.info(s) });
