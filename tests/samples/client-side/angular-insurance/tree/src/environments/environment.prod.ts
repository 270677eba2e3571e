export const environment = {
  production: true,
  apiUrl: 'https://portal.example.com/api',
  helcimApiToken: '{{token4}}',
};
