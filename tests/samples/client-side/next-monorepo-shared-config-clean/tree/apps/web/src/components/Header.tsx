'use client'

import { theme } from '@mono/config/theme'

export function Header() {
  return <header style={{ color: theme.primary }}>Shop</header>
}
