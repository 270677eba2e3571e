export default function Admin({ orders }) {
  return <ul>{orders.map((o) => <li key={o.id}>{o.total}</li>)}</ul>
}

export async function getServerSideProps() {
  const r = await fetch('https://bakery.example.com/internal/orders')
  const orders = await r.json()
  return { props: { orders, helcimToken: process.env.HELCIM_API_TOKEN } }
}
