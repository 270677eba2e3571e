export const OFFICE = 'https://office.example.com';
export const COLOR = '#0a84ff';
