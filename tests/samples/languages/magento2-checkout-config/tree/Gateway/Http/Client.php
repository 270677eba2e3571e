<?php
declare(strict_types=1);

namespace Maple\HelcimCheckout\Gateway\Http;

use Magento\Framework\HTTP\Client\Curl;
use Maple\HelcimCheckout\Model\Config;
use Psr\Log\LoggerInterface;

class Client
{
    public function __construct(
        private Curl $curl,
        private Config $config,
        private LoggerInterface $logger
    ) {
    }

    public function post(string $path, array $body): array
    {
        $token = $this->config->getApiToken();
        $this->curl->addHeader('api-token', $token);
        $this->curl->addHeader('content-type', 'application/json');
        $this->logger->info('Helcim request', [
            'path' => $path,
            'body' => $body,
            'token' => $token,
        ]);
        $this->curl->post('https://api.helcim.com/v2' . $path, json_encode($body));

        return json_decode($this->curl->getBody(), true);
    }
}
