'use client'

import { createContext, type ReactNode } from 'react'

type Pay = { slug: string; checkoutToken: string }
export const PayContext = createContext<Pay | null>(null)

export function PayProvider({ value, children }: { value: Pay; children: ReactNode }) {
  return (
    <PayContext.Provider value={value}>
      {children}
      <button onClick={() => window.appendHelcimPayIframe(value.checkoutToken)}>Reserve</button>
    </PayContext.Provider>
  )
}
