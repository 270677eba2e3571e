'use client'

import { theme } from '@/lib'

export function Header() {
  return <header style={{ color: theme.primary }}>Shop</header>
}
