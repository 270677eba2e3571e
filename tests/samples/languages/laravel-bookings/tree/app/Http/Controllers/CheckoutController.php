<?php

namespace App\Http\Controllers;

use App\Services\HelcimService;
use Illuminate\Http\Request;

class CheckoutController extends Controller
{
    public function start(Request $request, HelcimService $helcim)
    {
        $session = $helcim->initialize($request->float('amount'));

        return response()->json(['checkoutToken' => $session['checkoutToken'], 'secretToken' => $session['secretToken']]);
    }

    public function verify(Request $request)
    {
        $hash = hash('sha256', json_encode($request->input('data')).$request->input('secretToken'));

        return response()->json(['ok' => hash_equals($hash, $request->input('hash'))]);
    }
}
