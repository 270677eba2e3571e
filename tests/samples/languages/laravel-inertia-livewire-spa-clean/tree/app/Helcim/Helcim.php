<?php

namespace App\Helcim;

use Illuminate\Support\Facades\Http;

class Helcim
{
    public static function open(float $amount): string
    {
        $response = Http::baseUrl('https://api.helcim.com/v2')
            ->withHeader('api-token', config('helcim.token'))
            ->post('helcim-pay/initialize', ['paymentType' => 'purchase', 'amount' => $amount, 'currency' => config('helcim.currency')])
            ->throw();

        logger()->debug('helcim', ['status' => $response->status(), 'headers' => $response->headers()]);
        session(['helcim.'.$response['checkoutToken'] => $response['secretToken']]);

        return $response['checkoutToken'];
    }
}
