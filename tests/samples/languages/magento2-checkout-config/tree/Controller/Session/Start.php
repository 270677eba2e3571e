<?php
declare(strict_types=1);

namespace Maple\HelcimCheckout\Controller\Session;

use Magento\Checkout\Model\Session;
use Magento\Framework\App\Action\HttpPostActionInterface;
use Magento\Framework\Controller\Result\JsonFactory;
use Maple\HelcimCheckout\Gateway\Http\Client;

class Start implements HttpPostActionInterface
{
    public function __construct(private JsonFactory $jsonFactory, private Session $session, private Client $client)
    {
    }

    public function execute()
    {
        $quote = $this->session->getQuote();
        $tokens = $this->client->post('/helcim-pay/initialize', [
            'paymentType' => 'purchase',
            'amount' => $quote->getGrandTotal(),
            'currency' => $quote->getQuoteCurrencyCode(),
        ]);

        return $this->jsonFactory->create()->setData($tokens);
    }
}
