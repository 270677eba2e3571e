<?php

namespace App\Services;

use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;

class HelcimService
{
    private string $token;

    public function __construct()
    {
        $this->token = config('services.helcim.key');
    }

    public function initialize(float $amount): array
    {
        Log::debug('Helcim init', ['amount' => $amount, 'api_token' => $this->token]);

        return Http::withHeaders(['api-token' => $this->token])
            ->withoutVerifying()
            ->post(config('services.helcim.url').'/helcim-pay/initialize', [
                'paymentType' => 'purchase',
                'amount' => $amount,
                'currency' => 'CAD',
            ])->json();
    }
}
