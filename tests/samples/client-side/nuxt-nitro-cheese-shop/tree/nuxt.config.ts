export default defineNuxtConfig({
  compatibilityDate: '2024-11-01',
  runtimeConfig: {
    helcimApiToken: '', // NUXT_HELCIM_API_TOKEN
    public: {
      shopName: 'Fromagerie Laval',
      payments: {
        currency: 'CAD',
        apiToken: process.env.HELCIM_API_TOKEN,
      },
    },
  },
})
