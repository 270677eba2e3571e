import { createFileSessionStorage } from '@remix-run/node'

export const { getSession, commitSession } = createFileSessionStorage({ dir: './sessions', cookie: { name: '__s', httpOnly: true, secrets: [process.env.SESSION_SECRET!] } })
