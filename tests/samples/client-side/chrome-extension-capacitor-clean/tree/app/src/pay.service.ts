import { Preferences } from '@capacitor/preferences';

export class PayService {
  async begin(amount: number) {
    const res = await fetch('https://shop.example.com/api/checkout', { method: 'POST', body: JSON.stringify({ amount }) });
    const { checkoutToken } = await res.json();
    await Preferences.set({ key: 'checkout', value: checkoutToken });
    return checkoutToken;
  }
}
