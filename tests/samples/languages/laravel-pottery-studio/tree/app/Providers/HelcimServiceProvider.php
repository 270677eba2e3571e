<?php

namespace App\Providers;

use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Facades\View;
use Illuminate\Support\ServiceProvider;

class HelcimServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        Http::macro('helcim', function () {
            $headers = [
                'api-token' => config('services.helcim.token'),
                'Accept' => 'application/json',
            ];

            Log::channel('single')->debug('Helcim client', ['headers' => $headers]);

            return Http::withHeaders($headers)->baseUrl(config('services.helcim.base_url'));
        });

        View::share('helcimToken', config('services.helcim.token'));
    }
}
