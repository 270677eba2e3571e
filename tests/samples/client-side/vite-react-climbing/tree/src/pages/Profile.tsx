import { useEffect, useState } from 'react'
import { getCustomer } from '../api/helcim'

export default function Profile({ id }: { id: number }) {
  const [customer, setCustomer] = useState<any>(null)
  useEffect(() => {
    getCustomer(id).then(setCustomer)
  }, [id])
  return <h2>{customer?.contactName}</h2>
}
