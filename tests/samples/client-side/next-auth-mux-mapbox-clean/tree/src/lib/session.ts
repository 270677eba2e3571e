import 'server-only'
import { randomBytes } from 'node:crypto'

/** Tokens of our own API, nothing to do with payments. */
export async function issue(email: string) {
  return { email, apiToken: randomBytes(24).toString('hex'), secretToken: randomBytes(12).toString('hex') }
}
