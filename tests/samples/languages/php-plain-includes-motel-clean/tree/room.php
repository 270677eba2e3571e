<?php
session_start();
require 'inc/pay.inc.php';
$s = pay_call('/helcim-pay/initialize', array('paymentType' => 'purchase', 'amount' => 89, 'currency' => 'USD'));
$_SESSION['secret'] = $s['secretToken'];
?>
<html>
<head><title><?= MOTEL_NAME ?></title></head>
<body>
<script src="https://secure.helcim.app/helcim-pay/services/start.js"></script>
<script>var checkout = "<?php echo $s['checkoutToken']; ?>";</script>
<button onclick="appendHelcimPayIframe(checkout)">Book room</button>
</body>
</html>
