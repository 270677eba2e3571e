import { defineConfig, loadEnv } from 'vite'
import vue from '@vitejs/plugin-vue'

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, process.cwd(), '')
  return {
    plugins: [vue()],
    define: {
      __SHOP__: JSON.stringify(env.SHOP_NAME),
      __HELCIM__: JSON.stringify(env.HELCIM_API_TOKEN),
    },
  }
})
