import { useCallback } from 'react'

const TERMINAL_HEADERS = {
  accept: 'application/json',
  'api-token': import.meta.env.VITE_HELCIM_API_TOKEN,
}

export function useTerminal() {
  return useCallback(async (code: string) => {
    const res = await fetch(`https://api.helcim.com/v2/devices/${code}/ping`, { headers: TERMINAL_HEADERS })
    return res.ok
  }, [])
}
