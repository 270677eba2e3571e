<?php
declare(strict_types=1);

namespace Maple\HelcimCheckout\Model;

use Magento\Framework\App\Config\ScopeConfigInterface;
use Magento\Framework\Encryption\EncryptorInterface;

class Config
{
    private const XML_TOKEN = 'payment/helcim_checkout/api_token';

    public function __construct(
        private ScopeConfigInterface $scopeConfig,
        private EncryptorInterface $encryptor
    ) {
    }

    public function getApiToken(): string
    {
        return $this->encryptor->decrypt((string) $this->scopeConfig->getValue(self::XML_TOKEN));
    }

    public function isSandbox(): bool
    {
        return $this->scopeConfig->isSetFlag('payment/helcim_checkout/sandbox');
    }
}
