<?php

namespace App\Services;

use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;

class Helcim
{
    public function purchase(string $cardToken, float $amount): array
    {
        $response = Http::withHeaders(['api-token' => config('services.helcim.token'), 'idempotency-key' => (string) str()->uuid()])
            ->post('https://api.helcim.com/v2/payment/purchase', ['amount' => $amount, 'currency' => 'CAD', 'ipAddress' => request()->ip(), 'cardData' => ['cardToken' => $cardToken]]);
        Log::debug('helcim', ['status' => $response->status(), 'transaction' => $response->json('transactionId')]);

        return $response->json();
    }
}
