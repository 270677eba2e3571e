import AsyncStorage from '@react-native-async-storage/async-storage';
import React from 'react';
import { Button } from 'react-native';
import { helcim } from '../net/helcim';

export function Deliver({ total }: { total: number }) {
  const pay = async () => {
    const { data: pay } = await helcim.post('/helcim-pay/initialize', { paymentType: 'purchase', amount: total, currency: 'CAD' });
    await AsyncStorage.multiSet([
      ['checkout', pay.checkoutToken],
      ['secret', pay.secretToken],
    ]);
  };
  return <Button title={`Collect $${total}`} onPress={pay} />;
}
