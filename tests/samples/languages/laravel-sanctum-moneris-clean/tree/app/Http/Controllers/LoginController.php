<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Log;

class LoginController extends Controller
{
    public function __invoke(Request $request)
    {
        abort_unless(Auth::attempt($request->only('email', 'password')), 401);
        $token = $request->user()->createToken('mobile')->plainTextToken;
        Log::info('login', ['user' => $request->user()->id, 'token' => substr($token, 0, 6)]);

        return response()->json(['api_token' => $token]);
    }
}
