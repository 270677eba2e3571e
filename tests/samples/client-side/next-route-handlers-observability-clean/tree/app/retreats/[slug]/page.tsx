import { PayProvider } from './PayProvider'
import { startPay } from '../../../lib/pay'

export default async function Page({ params }: { params: { slug: string } }) {
  return (
    <PayProvider value={{ slug: params.slug, checkoutToken: await startPay(480) }}>
      <h1>{params.slug}</h1>
    </PayProvider>
  )
}
