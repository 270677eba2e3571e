export { HelcimService } from './HelcimService.js';
export { sanitize, maskToken } from './sanitize.js';
