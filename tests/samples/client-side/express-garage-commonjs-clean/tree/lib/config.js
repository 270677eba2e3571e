require('dotenv').config();

module.exports = {
  port: process.env.PORT || 3000,
  helcim: {
    url: 'https://api.helcim.com/v2',
    token: process.env.HELCIM_API_TOKEN,
  },
  siteName: "Bob's Garage",
};
