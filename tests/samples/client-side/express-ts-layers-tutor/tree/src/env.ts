import { z } from 'zod'

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HELCIM_API_TOKEN: z.string().min(1),
  PUBLIC_URL: z.string().url().default('http://localhost:4000'),
})

export type Env = z.infer<typeof schema>
export const env: Env = schema.parse(process.env)
