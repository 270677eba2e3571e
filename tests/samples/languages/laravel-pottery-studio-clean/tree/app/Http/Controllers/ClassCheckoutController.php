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

        Log::info('helcim-pay initialize', ['status' => $response->status(), 'class' => $class->id]);
        $request->session()->put('helcim_secret', $response->json('secretToken'));

        return response()->json(['checkoutToken' => $response->json('checkoutToken')]);
    }

    public function verify(Request $request): JsonResponse
    {
        $secret = $request->session()->pull('helcim_secret');
        $calculated = hash('sha256', json_encode($request->input('data')) . $secret);

        return response()->json(['verified' => hash_equals($calculated, $request->input('hash'))]);
    }
}
