import { trpc } from './trpc'

export function Pay({ hours }: { hours: number }) {
  const start = trpc.startSession.useMutation({
    onSuccess: ({ checkoutToken }) => window.appendHelcimPayIframe(checkoutToken),
  })
  return <button onClick={() => start.mutate({ hours })}>Book {hours} h</button>
}
