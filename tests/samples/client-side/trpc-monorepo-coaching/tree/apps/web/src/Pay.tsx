import { useState } from 'react'
import { trpc } from './trpc'

export function Pay({ hours }: { hours: number }) {
  const [secret, setSecret] = useState('')
  const start = trpc.startSession.useMutation({
    onSuccess(session) {
      setSecret(session.secretToken)
      window.appendHelcimPayIframe(session.checkoutToken)
    },
  })
  const confirm = trpc.confirm.useMutation()
  window.addEventListener('message', (e) => {
    if (e.data?.eventStatus === 'SUCCESS') confirm.mutate({ ...JSON.parse(e.data.eventMessage).data, secretToken: secret })
  })
  return <button onClick={() => start.mutate({ hours })}>Book {hours} h</button>
}
