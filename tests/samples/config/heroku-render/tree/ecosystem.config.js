module.exports = {
  apps: [{
    name: 'raffle',
    script: 'server.js',
    env: { NODE_ENV: 'production', HELCIM_API_TOKEN: '{{token124}}' },
  }],
};
