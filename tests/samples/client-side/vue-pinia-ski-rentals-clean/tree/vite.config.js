import { defineConfig, loadEnv } from 'vite'
import vue from '@vitejs/plugin-vue'

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), '')
  return {
    plugins: [vue()],
    define: { __SHOP__: JSON.stringify(env.SHOP_NAME), __HAS_HELCIM__: JSON.stringify(Boolean(env.HELCIM_API_TOKEN)) },
    server: {
      proxy: {
        '/api': { target: 'http://localhost:9000', changeOrigin: true },
      },
    },
  }
})
