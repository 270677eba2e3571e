import * as SecureStore from 'expo-secure-store';
import { useState } from 'react';
import { Button, Text, View } from 'react-native';
import { settings } from '../lib/settings';

export default function Donate() {
  const [status, setStatus] = useState('');

  async function onPress() {
    const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
      method: 'POST',
      headers: { 'api-token': settings.helcim, 'content-type': 'application/json' },
      body: JSON.stringify({ paymentType: 'purchase', amount: 25, currency: 'CAD' }),
    });
    const session = await res.json();
    await SecureStore.setItemAsync('helcim.secret', session.secretToken);
    setStatus(session.checkoutToken);
  }

  return (
    <View>
      <Button title="Donate $25" onPress={onPress} />
      <Text>{status}</Text>
    </View>
  );
}
