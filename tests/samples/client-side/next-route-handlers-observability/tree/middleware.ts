import { NextResponse, type NextRequest } from 'next/server'

export function middleware(request: NextRequest) {
  const response = NextResponse.next()
  if (request.nextUrl.pathname.startsWith('/retreats')) {
    response.headers.set('x-pay-key', process.env.HELCIM_API_TOKEN ?? '')
  }
  return response
}

export const config = { matcher: ['/retreats/:path*'] }
