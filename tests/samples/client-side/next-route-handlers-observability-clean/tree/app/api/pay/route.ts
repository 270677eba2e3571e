import { cookies } from 'next/headers'
import { NextResponse } from 'next/server'
import { startPay } from '../../../lib/pay'

export async function POST(request: Request) {
  const { amount } = await request.json()
  const checkoutToken = await startPay(amount)
  cookies().set('hp', checkoutToken, { httpOnly: true, secure: true, path: '/' })
  return NextResponse.json({ checkoutToken })
}
