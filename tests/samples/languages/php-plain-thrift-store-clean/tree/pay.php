<?php
require 'inc/config.php';
if (HELCIM_API_TOKEN === '') {
    error_log('HELCIM_API_TOKEN is not set');
    http_response_code(500);
    exit('Payments are not configured.');
}
error_log('token ok, ' . strlen(HELCIM_API_TOKEN) . ' chars, ends ' . substr(HELCIM_API_TOKEN, -4));
$ch = curl_init('https://api.helcim.com/v2/invoices');
curl_setopt($ch, CURLOPT_HTTPHEADER, array('Accept: application/json', 'api-token: ' . HELCIM_API_TOKEN));
curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
$invoices = json_decode(curl_exec($ch), true);
?>
<p>We have <?php echo count($invoices); ?> invoices.</p>
