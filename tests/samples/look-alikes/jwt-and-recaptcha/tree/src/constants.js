export const RECAPTCHA_SITE_KEY = '6Lc{{legacy37}}';
export const SAMPLE_JWT = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.{{plain5|first43}}';
export const HELCIM_INVOICE_NAMESPACE = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
export const HELCIM_ACCOUNT_ID = '2500128811';
export const HELCIM_START_JS = 'https://secure.helcim.app/helcim-pay/services/start.js';
export const HELCIM_CUSTOMER_CODE = 'CST1049';
