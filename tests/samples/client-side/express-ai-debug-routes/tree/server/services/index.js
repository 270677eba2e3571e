export { HelcimService } from './HelcimService.js';
export { default as logger } from './logger.js';
