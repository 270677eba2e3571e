import { Form, data, useLoaderData } from 'react-router'
import type { Route } from './+types/shares.$id'
import { payments } from '~/services/payments.server'

export async function loader({ params }: Route.LoaderArgs) {
  const { checkoutToken: iframe, secretToken: proof } = await payments.start(40)
  return data({ share: params.id, iframe, proof })
}

export default function Share() {
  const { share, iframe, proof } = useLoaderData<typeof loader>()
  return (
    <Form method="post">
      <h2>Share {share}</h2>
      <input type="hidden" name="proof" value={proof} />
      <button type="button" onClick={() => window.appendHelcimPayIframe(iframe)}>
        Buy
      </button>
    </Form>
  )
}
