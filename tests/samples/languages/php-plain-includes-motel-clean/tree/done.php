<?php
session_start();
require 'inc/sms.inc.php';
$secret = $_SESSION['secret'];
if (hash_equals(hash('sha256', $_POST['raw'] . $secret), $_POST['hash'])) {
    sms($_POST['phone'], 'Booked!');
    echo 'ok';
} else {
    echo 'not ok';
}
