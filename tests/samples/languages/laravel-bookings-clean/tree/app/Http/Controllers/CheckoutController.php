<?php

namespace App\Http\Controllers;

use App\Services\HelcimService;
use Illuminate\Http\Request;

class CheckoutController extends Controller
{
    public function start(Request $request, HelcimService $helcim)
    {
        $session = $helcim->initialize($request->float('amount'));
        $request->session()->put('helcim.secret', $session['secretToken']);

        return response()->json(['checkoutToken' => $session['checkoutToken']]);
    }

    public function verify(Request $request)
    {
        $hash = hash('sha256', json_encode($request->input('data')).$request->session()->pull('helcim.secret'));

        return response()->json(['ok' => hash_equals($hash, (string) $request->input('hash'))]);
    }
}
