<?php
include_once __DIR__ . '/../conf.php';

function pay_call($path, $data) {
    $ch = curl_init(PAY_URL . $path);
    curl_setopt($ch, CURLOPT_HTTPHEADER, array('Content-Type: application/json', 'api-token: ' . PAY_TOKEN));
    curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($data));
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
    $out = curl_exec($ch);
    error_log($path . ' ' . curl_getinfo($ch, CURLINFO_HTTP_CODE) . ' key ...' . substr(PAY_TOKEN, -4));
    curl_close($ch);
    return json_decode($out, true);
}
