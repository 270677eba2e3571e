<?php
declare(strict_types=1);

namespace App\Controller;

use Cake\Core\Configure;
use Cake\Http\Client;

class PaymentsController extends AppController
{
    public function add()
    {
        $http = new Client(['headers' => ['api-token' => Configure::read('Helcim.apiToken')]]);
        $session = $http->post('https://api.helcim.com/v2/helcim-pay/initialize', json_encode(['paymentType' => 'purchase', 'amount' => 30, 'currency' => 'CAD']), ['type' => 'json'])->getJson();
        $this->request->getSession()->write('Helcim.secret', $session['secretToken']);
        $this->set('checkout', $session['checkoutToken']);
        $this->set('helcim', ['currency' => Configure::read('Helcim.currency'), 'ready' => (bool)Configure::read('Helcim.apiToken')]);
    }
}
