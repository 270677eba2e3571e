import { NextResponse } from 'next/server'
import { issue } from '@/lib/session'

export async function POST(request: Request) {
  const { email } = await request.json()
  const { apiToken, secretToken } = await issue(email)
  return NextResponse.json({ apiToken, csrf: secretToken })
}
