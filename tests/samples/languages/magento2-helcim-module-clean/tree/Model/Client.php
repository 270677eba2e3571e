<?php
declare(strict_types=1);

namespace Acme\Helcim\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\Encryption\EncryptorInterface;
use Psr\Log\LoggerInterface;

class Client
{
    public function __construct(private ScopeConfigInterface $config, private EncryptorInterface $crypt, private LoggerInterface $logger)
    {
    }

    public function refund(int $transactionId, float $amount): array
    {
        $token = $this->crypt->decrypt($this->config->getValue('payment/helcim_api/api_token'));
        $this->logger->info('helcim refund', ['transaction' => $transactionId, 'amount' => $amount]);
        $ch = curl_init('https://api.helcim.com/v2/payment/refund');
        curl_setopt($ch, CURLOPT_HTTPHEADER, ['accept: application/json', 'api-token: ' . $token]);
        curl_setopt($ch, CURLOPT_SSL_VERIFYPEER, true);
        curl_setopt($ch, CURLOPT_POSTFIELDS, json_encode(['originalTransactionId' => $transactionId, 'amount' => $amount]));
        curl_setopt($ch, CURLOPT_RETURNTRANSFER, true);
        return json_decode((string) curl_exec($ch), true);
    }
}
