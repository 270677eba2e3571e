<?php

namespace App\Livewire;

use App\Helcim\Helcim;
use Livewire\Component;

class DayPass extends Component
{
    public string $checkout = '';

    public string $proof = '';

    public function mount(): void
    {
        $session = Helcim::open(12);
        $this->checkout = $session->checkoutToken;
        $this->proof = $session->secretToken;
    }

    public function paid(string $raw, string $hash): void
    {
        abort_unless(hash_equals(hash('sha256', $raw.$this->proof), $hash), 422);
        $this->dispatch('paid');
    }

    public function render()
    {
        return view('livewire.day-pass');
    }
}
