<?php

namespace App\Livewire;

use App\Helcim\Helcim;
use Livewire\Component;

class DayPass extends Component
{
    public string $checkout = '';

    public function mount(): void
    {
        $this->checkout = Helcim::open(12);
    }

    public function paid(string $raw, string $hash): void
    {
        $secret = session()->pull('helcim.'.$this->checkout);
        abort_unless(hash_equals(hash('sha256', $raw.$secret), $hash), 422);
    }

    public function render()
    {
        return view('livewire.day-pass');
    }
}
