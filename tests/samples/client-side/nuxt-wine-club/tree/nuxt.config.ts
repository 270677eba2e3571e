export default defineNuxtConfig({
  devtools: { enabled: true },
  runtimeConfig: {
    sessionPassword: '',
    public: {
      siteName: 'Wine Club',
      helcimApiToken: process.env.HELCIM_API_TOKEN,
    },
  },
})
