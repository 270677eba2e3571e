import { createHash } from 'crypto';
export const EXPECTED = '{{hash7}}';
export const helcimHash = (data, secretToken) => createHash('sha256').update(JSON.stringify(data) + secretToken).digest('hex');
