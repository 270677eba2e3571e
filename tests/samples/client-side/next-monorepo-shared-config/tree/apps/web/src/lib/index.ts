export { theme, storefront } from '@mono/config'
