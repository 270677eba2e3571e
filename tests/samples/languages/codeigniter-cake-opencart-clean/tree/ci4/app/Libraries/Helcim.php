<?php

namespace App\Libraries;

use Config\Services;

class Helcim
{
    public function initialize($amount)
    {
        $client   = Services::curlrequest(['baseURI' => 'https://api.helcim.com/v2/']);
        $response = $client->post('helcim-pay/initialize', [
            'headers' => ['api-token' => env('helcim.apiToken')],
            'json'    => ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'USD'],
        ]);
        log_message('debug', 'Helcim: {code} {type}', ['code' => $response->getStatusCode(), 'type' => $response->getHeaderLine('content-type')]);

        return json_decode($response->getBody(), true);
    }
}
