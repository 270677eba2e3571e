'use strict';

module.exports = {
  async open(ctx) {
    const checkoutToken = await strapi.service('api::donation.donation').open(ctx.request.body.amount);
    return ctx.send({ checkoutToken });
  },

  async config(ctx) {
    const { host, port, helcimToken } = strapi.config.get('server');
    ctx.body = { host, port, helcim: helcimToken ? 'SET' : 'NOT SET' };
  },
};
