<?php

namespace App\Controllers;

use App\Libraries\Helcim;
use CodeIgniter\API\ResponseTrait;

class Pay extends BaseController
{
    use ResponseTrait;

    public function start()
    {
        $session = (new Helcim())->initialize($this->request->getPost('amount'));
        session()->set('helcim_secret', $session['secretToken']);

        return $this->respond(['checkoutToken' => $session['checkoutToken']]);
    }
}
