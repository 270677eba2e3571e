import { data, useLoaderData } from 'react-router'
import type { Route } from './+types/shares.$id'
import { start } from '~/services/payments.server'
import { commitSession, getSession } from '~/services/sessions.server'

export async function loader({ params, request }: Route.LoaderArgs) {
  const session = await getSession(request.headers.get('Cookie'))
  const pay = await start(40)
  session.set('proof', pay.secretToken)
  return data({ share: params.id, iframe: pay.checkoutToken }, { headers: { 'Set-Cookie': await commitSession(session) } })
}

export default function Share() {
  const { share, iframe } = useLoaderData<typeof loader>()
  return <button onClick={() => window.appendHelcimPayIframe(iframe)}>Buy share {share}</button>
}
