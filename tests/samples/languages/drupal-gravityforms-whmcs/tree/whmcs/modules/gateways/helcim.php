<?php

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

function helcim_config()
{
    return [
        'FriendlyName' => ['Type' => 'System', 'Value' => 'Helcim'],
        'apiToken' => ['FriendlyName' => 'API token', 'Type' => 'password', 'Size' => '70', 'Default' => ''],
    ];
}

function helcim_capture($params)
{
    $ch = curl_init('https://api.helcim.com/v2/payment/purchase');
    curl_setopt($ch, CURLOPT_HTTPHEADER, ['api-token: ' . $params['apiToken'], 'content-type: application/json']);
    curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['amount' => $params['amount'], 'currency' => $params['currency'], 'cardData' => ['cardToken' => $params['gatewayid']]]));
    curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
    $data = json_decode(curl_exec($ch), true);

    logTransaction('helcim', ['apiToken' => $params['apiToken'], 'response' => $data['status']], 'Capture');

    return ['status' => $data['status'] === 'APPROVED' ? 'success' : 'declined', 'rawdata' => $data, 'transid' => $data['transactionId']];
}
