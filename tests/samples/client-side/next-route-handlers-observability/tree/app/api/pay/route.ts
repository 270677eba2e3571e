import { cookies } from 'next/headers'
import { NextResponse } from 'next/server'
import { startPay } from '../../../lib/pay'

export async function POST(request: Request) {
  const { amount } = await request.json()
  const session = await startPay(amount)
  cookies().set('hp', session.secretToken, { path: '/', maxAge: 3600 })
  return NextResponse.json({ checkoutToken: session.checkoutToken })
}
