<?php

namespace App\Http\Controllers;

use App\Helcim\Helcim;
use Inertia\Inertia;
use Inertia\Response;

class MembershipController extends Controller
{
    public function create(): Response
    {
        return Inertia::render('Membership/Create', [
            'price' => 45,
            'session' => Helcim::open(45),
        ]);
    }
}
