<?php
require 'bootstrap.php';
session_start();

$gateway = new Gateway();
$session = $gateway->call('/helcim-pay/initialize', array('paymentType' => 'purchase', 'amount' => 24.99, 'currency' => 'USD'));
$title = Registry::get('shop.title');
$_SESSION['proof'] = $session['secretToken'];

echo <<<HTML
<!doctype html>
<title>{$title}</title>
<script>
  var checkout = '{$session['checkoutToken']}';
</script>
HTML;
