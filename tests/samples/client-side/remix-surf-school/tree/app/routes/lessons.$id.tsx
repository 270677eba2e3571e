import { json, type ActionFunctionArgs } from '@remix-run/node'
import { initialize } from '~/helcim.server'

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const session = await initialize(Number(form.get('amount')))
  return json(session)
}
