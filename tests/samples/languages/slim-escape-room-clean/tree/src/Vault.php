<?php

namespace EscapeRoom;

use GuzzleHttp\Client;
use Psr\Log\LoggerInterface;

class Vault
{
    private Client $guzzle;

    public function __construct(array $settings, private LoggerInterface $log)
    {
        $token = $settings['vault']['token'];
        $this->guzzle = new Client(['base_uri' => $settings['vault']['endpoint'] . '/', 'headers' => ['api-token' => $token]]);
        $this->log->debug('vault ready', ['length' => strlen($token), 'last4' => substr($token, -4)]);
    }

    public function session(float $amount): array
    {
        $res = $this->guzzle->post('helcim-pay/initialize', ['json' => ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'USD']]);
        $this->log->info('initialize ' . $res->getStatusCode(), $res->getHeaders());
        return json_decode((string) $res->getBody(), true);
    }
}
