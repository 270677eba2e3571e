import { BouquetForm } from './BouquetForm'

export const metadata = { title: 'Bouquets' }

export default function Page() {
  return (
    <main>
      <h1>Bouquets</h1>
      <BouquetForm />
    </main>
  )
}
