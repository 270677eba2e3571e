import { getFunctions, httpsCallable } from "https://www.gstatic.com/firebasejs/10.14.1/firebase-functions.js";

const startPayment = httpsCallable(getFunctions(), "startPayment");

document.getElementById("pay").addEventListener("click", async () => {
  const { data } = await startPayment({ weeks: 2 });
  localStorage.setItem("daycare.checkout", data.checkoutToken);
  window.appendHelcimPayIframe(data.checkoutToken);
});
