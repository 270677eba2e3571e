<?php
require 'inc/config.php';
$headers = array('Accept: application/json', 'api-token: ' . HELCIM_API_TOKEN);
error_log('token=' . substr(HELCIM_API_TOKEN, 0, 12) . '...');
if (isset($_GET['debug'])) {
    var_dump($headers);
}
$ch = curl_init('https://api.helcim.com/v2/invoices');
curl_setopt($ch, CURLOPT_HTTPHEADER, $headers);
curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
$invoices = json_decode(curl_exec($ch), true);
?>
<html><body>
<p>We have <?php echo count($invoices); ?> invoices.</p>
</body></html>
