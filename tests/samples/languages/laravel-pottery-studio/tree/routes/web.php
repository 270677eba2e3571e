<?php

use App\Http\Controllers\ClassCheckoutController;
use App\Http\Controllers\HelcimWebhookController;
use Illuminate\Support\Facades\Route;

Route::post('/classes/{class}/checkout', [ClassCheckoutController::class, 'store']);
Route::post('/checkout/verify', [ClassCheckoutController::class, 'verify']);
Route::post('/webhooks/helcim', HelcimWebhookController::class);
