<?php
declare(strict_types=1);

namespace Birch\Helcim\Model;

use Magento\Checkout\Model\ConfigProviderInterface;

class ConfigProvider implements ConfigProviderInterface
{
    public function __construct(private Api $api)
    {
    }

    public function getConfig(): array
    {
        return ['payment' => ['birch_helcim' => ['ready' => $this->api->hasToken(), 'script' => 'https://secure.helcim.app/helcim-pay/services/start.js']]];
    }
}
