export default defineNuxtConfig({
  runtimeConfig: {
    helcimApiToken: '',
    public: { shopName: 'Fromagerie Laval', helcimJsToken: '' },
  },
})
