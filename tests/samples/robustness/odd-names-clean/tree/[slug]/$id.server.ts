export const headers = { 'api-token': process.env.HELCIM_API_TOKEN };
