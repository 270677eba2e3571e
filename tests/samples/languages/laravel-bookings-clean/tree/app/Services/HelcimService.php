<?php

namespace App\Services;

use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;

class HelcimService
{
    public function __construct(private ?string $token = null)
    {
        $this->token ??= config('services.helcim.key');
    }

    public function initialize(float $amount): array
    {
        Log::debug('Helcim init', ['amount' => $amount, 'api_token' => '****'.substr($this->token, -4)]);

        return Http::withHeaders(['api-token' => $this->token])
            ->timeout(15)
            ->post(config('services.helcim.url').'/helcim-pay/initialize', [
                'paymentType' => 'purchase', 'amount' => $amount, 'currency' => 'CAD',
            ])->throw()->json();
    }
}
