'use client'

import { useEffect, useState } from 'react'

export function Devices() {
  const [codes, setCodes] = useState<string[]>([])
  useEffect(() => {
    void (async () => {
      const { storefront } = await import('@/lib')
      const res = await fetch(`${storefront.api}/devices`, { headers: { 'api-token': storefront.id } })
      setCodes((await res.json()).map((d: { code: string }) => d.code))
    })()
  }, [])
  return <p>{codes.join(', ')}</p>
}
