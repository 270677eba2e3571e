<?php

namespace App\Helcim;

use Illuminate\Http\Client\PendingRequest;
use Illuminate\Support\Facades\Http;

class Helcim
{
    public static function make(): PendingRequest
    {
        return Http::baseUrl('https://api.helcim.com/v2')
            ->withHeader('api-token', config('helcim.token'))
            ->beforeSending(function ($request, array $options) {
                logger()->debug('helcim', ['headers' => $request->headers()]);
            });
    }

    public static function open(float $amount): PaySession
    {
        return PaySession::from(static::make()->post('helcim-pay/initialize', [
            'paymentType' => 'purchase',
            'amount' => $amount,
            'currency' => config('helcim.currency'),
        ])->throw()->json());
    }
}
