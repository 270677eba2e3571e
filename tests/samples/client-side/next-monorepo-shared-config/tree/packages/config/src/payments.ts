export const storefront = {
  id: '{{legacy25}}',
  api: 'https://api.helcim.com/v2',
}
