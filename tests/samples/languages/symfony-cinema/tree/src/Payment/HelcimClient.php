<?php

declare(strict_types=1);

namespace App\Payment;

use Psr\Log\LoggerInterface;
use Symfony\Contracts\HttpClient\HttpClientInterface;

final class HelcimClient
{
    /** @var array<string, string> */
    private array $defaultHeaders;

    public function __construct(
        private readonly HttpClientInterface $httpClient,
        private readonly LoggerInterface $logger,
        string $helcimApiToken,
    ) {
        $this->defaultHeaders = ['api-token' => $helcimApiToken, 'accept' => 'application/json'];
    }

    public function initialize(float $amount): array
    {
        $this->logger->debug('helcim.initialize', ['amount' => $amount, 'headers' => $this->defaultHeaders]);

        $response = $this->httpClient->request('POST', 'https://api.helcim.com/v2/helcim-pay/initialize', [
            'headers' => $this->defaultHeaders,
            'json' => ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'EUR'],
        ]);

        return $response->toArray();
    }
}
