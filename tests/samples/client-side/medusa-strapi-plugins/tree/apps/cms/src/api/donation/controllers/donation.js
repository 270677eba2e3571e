'use strict';

module.exports = {
  async open(ctx) {
    const session = await strapi.service('api::donation.donation').open(ctx.request.body.amount);
    return ctx.send({ session });
  },

  async config(ctx) {
    ctx.body = { server: strapi.config.get('server') };
  },
};
