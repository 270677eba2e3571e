export async function initCheckout(amount: number) {
  const res = await fetch(`${process.env.HELCIM_API_BASE}/helcim-pay/initialize`, {
    method: "POST",
    headers: { "api-token": process.env.HELCIM_API_TOKEN!, "content-type": "application/json" },
    body: JSON.stringify({ paymentType: "purchase", amount, currency: "CAD" }),
  });
  const { checkoutToken } = await res.json();
  return { checkoutToken };
}
