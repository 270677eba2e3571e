import { NextResponse, type NextRequest } from 'next/server'

export function middleware(request: NextRequest) {
  const response = NextResponse.next()
  response.headers.set('x-pay-ready', process.env.HELCIM_API_TOKEN ? '1' : '0')
  return response
}
