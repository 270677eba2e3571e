'use client'

import mapboxgl from 'mapbox-gl'
import { useEffect, useRef } from 'react'

const token = process.env.NEXT_PUBLIC_MAPBOX_TOKEN as string

export function Map() {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    mapboxgl.accessToken = token
    console.log('mapbox token', token.slice(0, 10))
    new mapboxgl.Map({ container: ref.current! })
  }, [])
  return <div ref={ref} data-token={token} />
}
