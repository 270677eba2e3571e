export const OFFICE = '{{legacy25}}';
export const COLOR = '#0a84ff';
