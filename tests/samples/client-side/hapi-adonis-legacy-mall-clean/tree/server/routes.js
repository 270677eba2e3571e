const Crypto = require('crypto');
const Gateway = require('./gateway');

module.exports = [
  {
    method: 'POST',
    path: '/open',
    handler: async (request, h) => {
      const session = await Gateway.open(request.payload.amount);
      request.yar.set('proof', session.secretToken);
      return h.response({ token: session.checkoutToken });
    },
  },
  {
    method: 'POST',
    path: '/close',
    handler: (request, h) => {
      const { raw, hash } = request.payload;
      const mine = Crypto.createHash('sha256').update(raw + request.yar.get('proof')).digest('hex');
      return h.response().code(mine === hash ? 204 : 400);
    },
  },
];
