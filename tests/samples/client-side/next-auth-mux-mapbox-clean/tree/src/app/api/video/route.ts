import { NextResponse } from 'next/server'

export async function POST() {
  const res = await fetch('https://api.mux.com/video/v1/uploads', {
    method: 'POST',
    headers: { Authorization: `Basic ${process.env.MUX_BASIC}` },
  })
  const upload = await res.json()
  console.log('mux', upload)
  return NextResponse.json(upload)
}
