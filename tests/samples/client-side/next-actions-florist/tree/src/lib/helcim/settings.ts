export const HELCIM_BASE = 'https://api.helcim.com/v2'

export const helcimSettings = {
  base: HELCIM_BASE,
  storeCode: '{{legacy25}}',
  currency: 'CAD',
}
