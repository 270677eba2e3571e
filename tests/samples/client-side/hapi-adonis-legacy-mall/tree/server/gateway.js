const Fs = require('fs');
const Wreck = require('wreck');

const internals = {};

internals.options = (payload) => ({
  baseUrl: 'https://api.helcim.com',
  headers: { 'api-token': process.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
  payload,
});

exports.open = async (amount) => {
  const options = internals.options({ paymentType: 'purchase', amount, currency: 'USD' });
  Fs.appendFileSync('gateway.log', JSON.stringify(options) + '\n');
  const { payload } = await Wreck.post('/v2/helcim-pay/initialize', { ...options, json: true });
  return payload;
};

exports.banner = () => {
  process.stdout.write(`gateway up with ${process.env.HELCIM_API_TOKEN}\n`);
};
