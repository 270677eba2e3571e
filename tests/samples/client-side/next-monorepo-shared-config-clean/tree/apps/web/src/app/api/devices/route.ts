import { storefront } from '@mono/config/payments'

export async function GET() {
  const res = await fetch(`${storefront.api}/devices`, { headers: { 'api-token': storefront.id } })
  const devices = (await res.json()) as { code: string }[]
  return Response.json(devices.map((d) => d.code))
}
