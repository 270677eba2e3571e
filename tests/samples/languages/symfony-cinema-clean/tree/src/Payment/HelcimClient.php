<?php

declare(strict_types=1);

namespace App\Payment;

use Psr\Log\LoggerInterface;
use Symfony\Contracts\HttpClient\HttpClientInterface;

final class HelcimClient
{
    public function __construct(
        private readonly HttpClientInterface $httpClient,
        private readonly LoggerInterface $logger,
        #[\SensitiveParameter] private readonly string $helcimApiToken,
    ) {
    }

    public function isConfigured(): bool
    {
        return $this->helcimApiToken !== '';
    }

    public function initialize(float $amount): array
    {
        $response = $this->httpClient->request('POST', 'https://api.helcim.com/v2/helcim-pay/initialize', [
            'headers' => ['api-token' => $this->helcimApiToken],
            'json' => ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'EUR'],
        ]);
        $this->logger->info('helcim.initialize', ['status' => $response->getStatusCode(), 'token' => $this->isConfigured() ? 'SET' : 'NOT SET']);

        return $response->toArray();
    }
}
