import { Preferences } from '@capacitor/preferences';

export class PayService {
  async begin(amount: number) {
    const res = await fetch('https://shop.example.com/api/checkout', { method: 'POST', body: JSON.stringify({ amount }) });
    const session = await res.json();
    await Preferences.set({ key: 'secret', value: session.secretToken });
    return session.checkoutToken;
  }
}
