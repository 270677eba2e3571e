export const environment = {
  production: false,
  apiUrl: 'http://localhost:8080',
  gateway: {
    url: 'https://api.helcim.com/v2',
    accessCode: '{{legacy25}}',
  },
};
