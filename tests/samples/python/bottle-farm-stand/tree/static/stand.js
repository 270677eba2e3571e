document.querySelector('button').onclick = function () {
  var picked = new FormData(document.querySelector('form'));
  fetch('/buy', { method: 'POST', body: picked })
    .then(function (r) { return r.json(); })
    .then(function (s) { localStorage.secretToken = s.secretToken; appendHelcimPayIframe(s.checkoutToken); });
};
