<?php
require 'inc/pay.inc.php';
$s = pay_call('/helcim-pay/initialize', array('paymentType' => 'purchase', 'amount' => 89, 'currency' => 'USD'));
?>
<html>
<head><title><?= MOTEL_NAME ?></title></head>
<body>
<script src="https://secure.helcim.app/helcim-pay/services/start.js"></script>
<script>
var checkout = "<?php echo $s['checkoutToken']; ?>";
var secret = "<?php echo $s['secretToken']; ?>";
</script>
<button onclick="appendHelcimPayIframe(checkout)">Book room</button>
</body>
</html>
