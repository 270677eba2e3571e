import Script from 'next/script';
import { randomUUID } from 'crypto';
import { createSession } from '../../utils/payments';
import { rememberSecret } from '../../utils/store';

export default function Book({ room, booking, checkoutToken }) {
  return (
    <>
      <Script src="https://secure.helcim.app/helcim-pay/services/start.js" strategy="beforeInteractive" />
      <h2>{process.env.NEXT_PUBLIC_HOSTEL_NAME}: room {room}</h2>
      <button data-booking={booking} onClick={() => window.appendHelcimPayIframe(checkoutToken)}>Hold my bed</button>
    </>
  );
}

export async function getServerSideProps({ params, query }) {
  const { checkoutToken, secretToken } = await createSession(Number(query.nights || 1));
  const booking = randomUUID();
  await rememberSecret(booking, secretToken);
  return { props: { room: params.room, booking, checkoutToken } };
}
