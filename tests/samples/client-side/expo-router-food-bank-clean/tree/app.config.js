export default {
  expo: {
    name: 'Pantry',
    slug: 'pantry',
    extra: { apiUrl: process.env.API_URL, helcimReady: Boolean(process.env.HELCIM_API_TOKEN) },
  },
};
