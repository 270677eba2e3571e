<?php

namespace App\Providers;

use App\Support\Mask;
use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;
use Illuminate\Support\Facades\View;
use Illuminate\Support\ServiceProvider;

class HelcimServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        Http::macro('helcim', function () {
            Log::debug('Helcim client', ['token' => Mask::tail(config('services.helcim.token'))]);

            return Http::withHeaders(['api-token' => config('services.helcim.token')])
                ->acceptJson()
                ->baseUrl(config('services.helcim.base_url'));
        });

        View::share('helcimReady', filled(config('services.helcim.token')));
    }
}
