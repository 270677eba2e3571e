import 'dotenv/config'

export const payments = Object.freeze({
  provider: 'helcim',
  apiToken: process.env.HELCIM_API_TOKEN,
  lanes: 16,
})
