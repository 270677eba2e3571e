import { registerAs } from '@nestjs/config';

export default registerAs('helcim', () => ({
  apiToken: process.env.HELCIM_API_TOKEN,
  baseUrl: process.env.HELCIM_BASE_URL ?? 'https://api.helcim.com/v2',
}));
