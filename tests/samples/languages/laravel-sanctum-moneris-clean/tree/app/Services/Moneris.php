<?php

namespace App\Services;

use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;

class Moneris
{
    public function purchase(string $order, string $amount)
    {
        $body = ['store_id' => config('services.moneris.store_id'), 'api_token' => config('services.moneris.api_token'), 'order_id' => $order, 'amount' => $amount];
        Log::debug('moneris', $body);

        return Http::post('https://www3.moneris.example/gateway2/servlet/MpgRequest', $body)->body();
    }
}
