export default defineNuxtConfig({
  runtimeConfig: {
    helcimApiToken: '', // NUXT_HELCIM_API_TOKEN
    public: {
      siteName: 'Wine Club',
      helcimJsToken: '', // NUXT_PUBLIC_HELCIM_JS_TOKEN
    },
  },
})
