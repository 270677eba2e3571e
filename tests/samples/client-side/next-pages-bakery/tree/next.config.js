/** @type {import('next').NextConfig} */
module.exports = {
  reactStrictMode: true,
  env: {
    HELCIM_API_TOKEN: process.env.HELCIM_API_TOKEN,
    CURRENCY: 'CAD',
  },
}
