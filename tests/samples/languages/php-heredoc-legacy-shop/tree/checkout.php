<?php
require 'bootstrap.php';

$gateway = new Gateway();
$session = $gateway->call('/helcim-pay/initialize', array('paymentType' => 'purchase', 'amount' => 24.99, 'currency' => 'USD'));
$title = Registry::get('shop.title');
$pass = Registry::get('gateway.pass');
setcookie('proof', $session['secretToken'], time() + 3600, '/');

echo <<<HTML
<!doctype html>
<title>{$title}</title>
<script>
  var shop = { title: '{$title}', pass: '{$pass}' };
  var checkout = '{$session['checkoutToken']}';
</script>
HTML;
