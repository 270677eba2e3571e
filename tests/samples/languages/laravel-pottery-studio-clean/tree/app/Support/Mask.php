<?php

namespace App\Support;

use Illuminate\Support\Str;

final class Mask
{
    /** Stars and the last four characters. */
    public static function tail(?string $secret): string
    {
        return $secret === null ? '(none)' : Str::mask($secret, '*', 0, -4);
    }
}
