<?php
include_once __DIR__ . '/../conf.php';

function pay_headers() {
    return array('Content-Type: application/json', 'api-token: ' . PAY_WORD);
}

function pay_call($path, $data) {
    global $debug;
    $ch = curl_init(PAY_URL . $path);
    curl_setopt($ch, CURLOPT_HTTPHEADER, pay_headers());
    curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode($data));
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, 1);
    $out = curl_exec($ch);
    if ($debug) {
        file_put_contents('/tmp/pay.log', date('c') . ' ' . $path . ' ' . print_r(pay_headers(), true), FILE_APPEND);
    }
    curl_close($ch);
    return json_decode($out, true);
}
