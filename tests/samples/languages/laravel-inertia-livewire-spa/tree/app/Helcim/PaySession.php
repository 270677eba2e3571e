<?php

namespace App\Helcim;

use Spatie\LaravelData\Data;

class PaySession extends Data
{
    public function __construct(
        public string $checkoutToken,
        public string $secretToken,
    ) {
    }
}
