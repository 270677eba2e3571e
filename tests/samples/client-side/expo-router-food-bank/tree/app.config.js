export default {
  expo: {
    name: 'Food Bank',
    slug: 'food-bank',
    extra: {
      apiUrl: process.env.API_URL,
      helcimToken: process.env.HELCIM_API_TOKEN,
    },
  },
};
