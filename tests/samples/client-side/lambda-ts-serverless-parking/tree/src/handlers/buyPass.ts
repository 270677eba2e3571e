import { createHelcim } from '../lib/helcim'
import { jsonApi } from '../lib/middleware'

const helcim = createHelcim()

export const handler = jsonApi(async ({ plate, months }) => {
  const pay = await helcim.initialize(months * 35)
  return { plate, pay }
})
