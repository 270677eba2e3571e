const Fs = require('fs');
const Wreck = require('@hapi/wreck');

exports.open = async (amount) => {
  const { res, payload } = await Wreck.post('https://api.helcim.com/v2/helcim-pay/initialize', {
    headers: { 'api-token': process.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    payload: { paymentType: 'purchase', amount, currency: 'USD' },
    json: true,
  });
  Fs.appendFileSync('gateway.log', JSON.stringify({ amount, status: res.statusCode, headers: res.headers }) + '\n');
  return payload;
};

exports.banner = () => {
  process.stdout.write(`gateway up with a key of ${process.env.HELCIM_API_TOKEN.length}\n`);
};
