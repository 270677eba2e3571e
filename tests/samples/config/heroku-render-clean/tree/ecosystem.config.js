module.exports = {
  apps: [{ name: 'raffle', script: 'server.js', env: { HELCIM_API_TOKEN: process.env.HELCIM_API_TOKEN || '' } }],
};
