import Constants from 'expo-constants';
import { Button } from 'react-native';
import { router } from 'expo-router';

export default function Donate() {
  async function onPress() {
    const res = await fetch(`${Constants.expoConfig?.extra?.apiUrl}/checkout`, { method: 'POST', body: JSON.stringify({ amount: 25 }) });
    const { checkoutToken } = await res.json();
    router.push({ pathname: '/pay', params: { checkoutToken } });
  }
  return <Button title="Donate $25" onPress={onPress} />;
}
