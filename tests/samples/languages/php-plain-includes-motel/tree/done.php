<?php
require 'inc/sms.inc.php';
$secret = $_POST['secret'];
$raw = $_POST['raw'];
if (hash('sha256', $raw . $secret) == $_POST['hash']) {
    sms($_POST['phone'], 'Booked!');
    echo 'ok';
} else {
    echo 'not ok';
}
