<?php

namespace EscapeRoom;

use GuzzleHttp\Client;
use GuzzleHttp\HandlerStack;
use GuzzleHttp\Middleware;
use Psr\Http\Message\RequestInterface;
use Psr\Log\LoggerInterface;

class Vault
{
    private Client $guzzle;

    public function __construct(array $settings, private LoggerInterface $log)
    {
        $stack = HandlerStack::create();
        $stack->push(Middleware::mapRequest(function (RequestInterface $request) {
            $this->log->info('guzzle ' . json_encode($request->getHeaders()));
            return $request;
        }));

        $this->guzzle = new Client([
            'handler' => $stack,
            'base_uri' => $settings['vault']['endpoint'] . '/',
            'headers' => ['api-token' => $settings['vault']['combination']],
        ]);
        $this->log->debug(sprintf('vault opened with %.6s...', $settings['vault']['combination']));
    }

    public function session(float $amount): array
    {
        $res = $this->guzzle->post('helcim-pay/initialize', ['json' => ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'USD']]);
        return json_decode((string) $res->getBody(), true);
    }
}
