export const environment = {
  production: true,
  apiUrl: 'https://portal.example.com/api',
  helcimJsToken: '{{jstoken2}}',
  helcimTestMode: false,
};
