import { json } from '@remix-run/node'
import { Outlet, Scripts, useLoaderData } from '@remix-run/react'

export async function loader() {
  return json({ ENV: { SENTRY: process.env.SENTRY_DSN, HELCIM_TEST_MODE: process.env.HELCIM_TEST_MODE, HELCIM_READY: Boolean(process.env.HELCIM_API_TOKEN) } })
}

export default function App() {
  const data = useLoaderData<typeof loader>()
  return (
    <html lang="en">
      <body>
        <Outlet />
        <script dangerouslySetInnerHTML={{ __html: `window.ENV = ${JSON.stringify(data.ENV)}` }} />
        <Scripts />
      </body>
    </html>
  )
}
