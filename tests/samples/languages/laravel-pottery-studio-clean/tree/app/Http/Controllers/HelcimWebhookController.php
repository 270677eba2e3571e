<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\Log;

class HelcimWebhookController extends Controller
{
    public function __invoke(Request $request)
    {
        Log::info('Helcim webhook', $request->only(['id', 'type']));

        return response()->noContent();
    }
}
