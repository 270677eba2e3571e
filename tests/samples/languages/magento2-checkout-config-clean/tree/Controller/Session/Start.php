<?php
declare(strict_types=1);

namespace Birch\Helcim\Controller\Session;

use Birch\Helcim\Model\Api;
use Magento\Checkout\Model\Session;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\JsonFactory;

class Start implements HttpPostActionInterface
{
    public function __construct(private JsonFactory $jsonFactory, private Session $session, private Api $api)
    {
    }

    public function execute()
    {
        $quote = $this->session->getQuote();
        $tokens = $this->api->post('/helcim-pay/initialize', ['paymentType' => 'purchase', 'amount' => $quote->getGrandTotal(), 'currency' => 'CAD']);
        $this->session->setHelcimSecret($tokens['secretToken']);

        return $this->jsonFactory->create()->setData(['checkoutToken' => $tokens['checkoutToken']]);
    }
}
