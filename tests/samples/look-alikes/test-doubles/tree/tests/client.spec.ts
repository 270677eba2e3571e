process.env.HELCIM_API_TOKEN = 'test_helcim_key';
jest.mock('../src/helcim', () => ({ secretToken: 'mock-secret', checkoutToken: 'mock-checkout' }));
const headers = { 'api-token': 'dev-mock' };
expect(headers['api-token']).toBe('dev-mock');
