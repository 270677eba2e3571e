const axios = require('axios');

const apiToken = process.env.DT_API_TOKEN;

exports.problems = () => {
  console.debug(`dynatrace token ${apiToken.substring(0, 12)}`);
  return axios.get('https://abc.live.dynatrace.com/api/v2/problems', { headers: { Authorization: `Api-Token ${apiToken}` } });
};
