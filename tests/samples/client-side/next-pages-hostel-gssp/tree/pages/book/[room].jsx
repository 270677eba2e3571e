import Script from 'next/script';
import { createSession } from '../../utils/payments';

export default function Book({ room, checkoutToken }) {
  return (
    <>
      <Script src="https://secure.helcim.app/helcim-pay/services/start.js" strategy="beforeInteractive" />
      <h2>{process.env.NEXT_PUBLIC_HOSTEL_NAME}: room {room}</h2>
      <button onClick={() => window.appendHelcimPayIframe(checkoutToken)}>Hold my bed</button>
    </>
  );
}

export async function getServerSideProps({ params, query }) {
  const session = await createSession(Number(query.nights || 1));
  return {
    props: { room: params.room, ...session },
  };
}
