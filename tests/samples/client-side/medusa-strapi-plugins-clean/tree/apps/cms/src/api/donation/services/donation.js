'use strict';

const axios = require('axios').default;

module.exports = ({ strapi }) => ({
  async open(amount) {
    const headers = { 'api-token': strapi.config.get('server.helcimToken') };
    const { data, status } = await axios.post('https://api.helcim.com/v2/helcim-pay/initialize', { paymentType: 'purchase', amount, currency: 'CAD' }, { headers });
    strapi.log.info(`donation opened ${JSON.stringify({ amount, status })}`);
    await strapi.entityService.create('api::donation.donation', { data: { amount, secret: data.secretToken } });
    return data.checkoutToken;
  },
});
