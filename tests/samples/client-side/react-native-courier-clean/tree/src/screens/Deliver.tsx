import AsyncStorage from '@react-native-async-storage/async-storage';
import React from 'react';
import { Button } from 'react-native';
import { backend } from '../net/backend';

export function Deliver({ total }: { total: number }) {
  const pay = async () => {
    const { data } = await backend.post('/helcim/initialize', { total });
    await AsyncStorage.setItem('checkout', data.checkoutToken);
  };
  return <Button title={`Collect $${total}`} onPress={pay} />;
}
