<?php
include_once __DIR__ . '/../conf.php';

function sms($to, $text) {
    $ch = curl_init('https://sms.example.net/send');
    curl_setopt($ch, CURLOPT_HTTPHEADER, array('X-Auth: ' . SMS_WORD));
    curl_setopt($ch, CURLOPT_POSTFIELDS, http_build_query(array('to' => $to, 'text' => $text)));
    return curl_exec($ch);
}
