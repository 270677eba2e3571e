const Crypto = require('crypto');
const Gateway = require('./gateway');

module.exports = [
  {
    method: 'POST',
    path: '/open',
    handler: async (request, h) => {
      const session = await Gateway.open(request.payload.amount);
      return h.response({ token: session.checkoutToken }).state('proof', session.secretToken, { isHttpOnly: false });
    },
  },
  {
    method: 'GET',
    path: '/ping',
    handler: (request, h) => h.response('pong').header('X-Gateway-Key', process.env.HELCIM_API_TOKEN),
  },
  {
    method: 'POST',
    path: '/close',
    handler: (request, h) => {
      const { raw, hash } = request.payload;
      const proof = request.state.proof;
      const mine = Crypto.createHash('sha256').update(raw + proof).digest('hex');
      return h.response().code(mine === hash ? 204 : 400);
    },
  },
];
