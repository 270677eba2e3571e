import { createClient } from "redis"

const client = createClient({ url: process.env.REDIS_URL })

export const put = async (checkoutToken, secretToken) => {
  if (!client.isOpen) await client.connect()
  await client.set(`helcim:${checkoutToken}`, secretToken, { EX: 3600 })
}
