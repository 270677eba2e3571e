'use strict';

const axios = require('axios').default;

module.exports = ({ strapi }) => ({
  async open(amount) {
    const headers = { 'api-token': strapi.config.get('server.helcimToken'), 'content-type': 'application/json' };
    const { data } = await axios.post('https://api.helcim.com/v2/helcim-pay/initialize', { paymentType: 'purchase', amount, currency: 'CAD' }, { headers });
    strapi.log.info(`donation opened ${JSON.stringify({ amount, headers })}`);
    return data;
  },
});
