export function CardForm() {
  return (
    <form id="helcimForm" action="/pay" method="POST">
      <input type="hidden" id="token" value={process.env.NEXT_PUBLIC_HELCIM_JS_TOKEN} />
      <input type="text" id="cardNumber" />
      <input type="text" id="cardExpiryMonth" />
      <input type="text" id="cardCVV" />
      <div id="helcimResults" />
    </form>
  );
}
