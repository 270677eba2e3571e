var helcimSecretKey = '{{jskey}}';

async function sha256(s) {
  var d = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(s));
  return Array.from(new Uint8Array(d)).map(function (b) { return ('0' + b.toString(16)).slice(-2); }).join('');
}

async function payDues() {
  var amount = document.getElementById('amount').value;
  document.getElementById('amountHash').value = await sha256(helcimSecretKey + amount);
  helcimProcess();
}
