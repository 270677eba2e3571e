import { PayProvider } from './PayProvider'
import { startPay } from '../../../lib/pay'

export default async function Page({ params }: { params: { slug: string } }) {
  const session = await startPay(480)
  return (
    <PayProvider value={{ slug: params.slug, ...session }}>
      <h1>{params.slug}</h1>
    </PayProvider>
  )
}
