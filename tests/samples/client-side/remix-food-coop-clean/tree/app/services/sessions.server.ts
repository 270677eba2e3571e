import { createFileSessionStorage } from '@react-router/node'

export const { getSession, commitSession } = createFileSessionStorage<{ proof: string }>({
  dir: './sessions',
  cookie: { name: '__coop', httpOnly: true, secure: true, secrets: [process.env.SESSION_SECRET!] },
})
