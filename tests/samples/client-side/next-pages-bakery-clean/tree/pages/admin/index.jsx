export default function Admin({ orders, helcimReady }) {
  return (
    <section>
      {!helcimReady && <p>HELCIM_API_TOKEN is not configured</p>}
      <ul>{orders.map((o) => <li key={o.id}>{o.total}</li>)}</ul>
    </section>
  )
}

export async function getServerSideProps() {
  const r = await fetch('https://bakery.example.com/internal/orders')
  return { props: { orders: await r.json(), helcimReady: !!process.env.HELCIM_API_TOKEN } }
}
