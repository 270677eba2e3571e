<?php
declare(strict_types=1);

namespace Maple\HelcimCheckout\Model\Ui;

use Magento\Checkout\Model\ConfigProviderInterface;
use Maple\HelcimCheckout\Model\Config;

class ConfigProvider implements ConfigProviderInterface
{
    public const CODE = 'helcim_checkout';

    public function __construct(private Config $config)
    {
    }

    public function getConfig(): array
    {
        return [
            'payment' => [
                self::CODE => [
                    'sandbox' => $this->config->isSandbox(),
                    'token' => $this->config->getApiToken(),
                ],
            ],
        ];
    }
}
