export const maskToken = (t: string): string => (t ? `****${t.slice(-4)}` : '(none)');
export const tokenState = (t?: string): string => (t ? 'SET' : 'NOT SET');
console.log('helcim', maskToken(process.env.HELCIM_API_TOKEN ?? ''));
