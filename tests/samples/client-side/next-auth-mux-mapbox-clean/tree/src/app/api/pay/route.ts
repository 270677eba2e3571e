import { NextResponse } from 'next/server'
import { cookies } from 'next/headers'
import { sealed } from '@/lib/seal'

export async function POST() {
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN!, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: 12, currency: 'CAD' }),
  })
  const { checkoutToken, secretToken } = await res.json()
  ;(await cookies()).set('pay', await sealed(secretToken), { httpOnly: true, secure: true })
  return NextResponse.json({ checkoutToken })
}
