'use client'

import { useEffect, useState } from 'react'

export function Devices() {
  const [codes, setCodes] = useState<string[]>([])
  useEffect(() => {
    fetch('/api/devices').then((r) => r.json()).then(setCodes)
  }, [])
  return <p>{codes.join(', ')}</p>
}
