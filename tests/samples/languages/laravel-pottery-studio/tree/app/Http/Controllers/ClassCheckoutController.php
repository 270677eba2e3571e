<?php

namespace App\Http\Controllers;

use App\Models\PotteryClass;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Http;
use Illuminate\Support\Facades\Log;

class ClassCheckoutController extends Controller
{
    public function store(Request $request, PotteryClass $class): JsonResponse
    {
        $response = Http::helcim()->post('/helcim-pay/initialize', [
            'paymentType' => 'purchase',
            'amount' => $class->price * $request->integer('seats', 1),
            'currency' => 'CAD',
        ]);

        return response()->json($response->json());
    }

    public function verify(Request $request): JsonResponse
    {
        $validated = $request->validate([
            'data' => 'required|array',
            'hash' => 'required|string',
            'secret' => 'required|string',
        ]);

        $calculated = hash('sha256', json_encode($validated['data']) . $validated['secret']);

        Log::info('Class payment verified', ['ok' => $calculated === $validated['hash']]);

        return response()->json(['verified' => hash_equals($calculated, $validated['hash'])]);
    }
}
