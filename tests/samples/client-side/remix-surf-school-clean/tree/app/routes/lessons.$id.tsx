import { json, type ActionFunctionArgs } from '@remix-run/node'
import { initialize } from '~/helcim.server'
import { commitSession, getSession } from '~/sessions.server'

export async function action({ request }: ActionFunctionArgs) {
  const cookies = await getSession(request.headers.get('Cookie'))
  const form = await request.formData()
  const { checkoutToken, secretToken } = await initialize(Number(form.get('amount')))
  cookies.set('helcimSecretToken', secretToken)
  return json({ checkoutToken }, { headers: { 'Set-Cookie': await commitSession(cookies) } })
}
