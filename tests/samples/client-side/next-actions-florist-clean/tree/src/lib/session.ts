import 'server-only'
import { getIronSession } from 'iron-session'
import { cookies } from 'next/headers'

export async function shopSession() {
  return getIronSession<{ helcimSecret?: string }>(await cookies(), {
    cookieName: 'tulip',
    password: process.env.SESSION_PASSWORD!,
    cookieOptions: { httpOnly: true, secure: true },
  })
}
