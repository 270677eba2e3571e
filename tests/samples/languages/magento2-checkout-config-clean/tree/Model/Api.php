<?php
declare(strict_types=1);

namespace Birch\Helcim\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\HTTP\Client\CurlFactory;
use Psr\Log\LoggerInterface;

class Api
{
    public function __construct(private ScopeConfigInterface $config, private CurlFactory $curls, private LoggerInterface $logger)
    {
    }

    public function hasToken(): bool
    {
        return (bool) $this->config->getValue('payment/birch_helcim/api_token');
    }

    public function post(string $path, array $body): array
    {
        $curl = $this->curls->create();
        $curl->setHeaders(['api-token' => $this->config->getValue('payment/birch_helcim/api_token'), 'content-type' => 'application/json']);
        $curl->post('https://api.helcim.com/v2' . $path, json_encode($body));
        $this->logger->info('Helcim answered', ['path' => $path, 'status' => $curl->getStatus(), 'headers' => $curl->getHeaders()]);

        return json_decode($curl->getBody(), true);
    }
}
