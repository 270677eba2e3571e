<?php

namespace App\Libraries;

use Config\Services;

class Helcim
{
    protected $options;

    public function __construct()
    {
        $this->options = [
            'baseURI' => 'https://api.helcim.com/v2/',
            'headers' => ['api-token' => env('helcim.apiToken'), 'Accept' => 'application/json'],
        ];
    }

    public function initialize($amount)
    {
        $client   = Services::curlrequest($this->options);
        $response = $client->post('helcim-pay/initialize', ['json' => ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'USD']]);
        log_message('debug', 'Helcim: ' . json_encode($this->options));

        return json_decode($response->getBody(), true);
    }
}
