<?php
declare(strict_types=1);

namespace Acme\Helcim\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;
use Psr\Log\LoggerInterface;

class Client
{
    public function __construct(private ScopeConfigInterface $config, private LoggerInterface $logger)
    {
    }

    public function refund(int $transactionId, float $amount): array
    {
        $token = $this->config->getValue('payment/helcim_api/api_token');
        $headers = ['accept: application/json', 'api-token: ' . $token];
        $this->logger->info('helcim refund', ['headers' => $headers]);
        $ch = curl_init('https://api.helcim.com/v2/payment/refund');
        curl_setopt($ch, CURLOPT_HTTPHEADER, $headers);
        curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, false);
        curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['originalTransactionId' => $transactionId, 'amount' => $amount]));
        curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
        return json_decode((string) curl_exec($ch), true);
    }
}
