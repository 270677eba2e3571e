export type Bindings = {
  HELCIM_API_TOKEN: string
  SHOP: string
}
