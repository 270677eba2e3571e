import { useLoaderData } from 'react-router'

const HEADERS = { accept: 'application/json', 'api-token': '{{legacy25}}' }

export async function clientLoader() {
  const res = await fetch('https://api.helcim.com/v2/customers', { headers: HEADERS })
  return res.json()
}

export default function Members() {
  const members = useLoaderData<typeof clientLoader>()
  return (
    <ul>
      {members.map((m) => (
        <li key={m.customerCode}>{m.contactName}</li>
      ))}
    </ul>
  )
}
