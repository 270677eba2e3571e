const axios = require('axios');

const headers = { 'Api-Token': process.env.ACTIVECAMPAIGN_TOKEN };

exports.contacts = async () => {
  console.log('activecampaign', headers);
  return (await axios.get('https://shop.api-us1.com/api/3/contacts', { headers })).data;
};
