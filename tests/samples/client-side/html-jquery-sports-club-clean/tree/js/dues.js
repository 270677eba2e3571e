async function payDues() {
  var amount = document.getElementById('amount').value;
  var r = await fetch('/api/amount-hash.php?amount=' + encodeURIComponent(amount));
  document.getElementById('amountHash').value = (await r.json()).amountHash;
  helcimProcess();
}
