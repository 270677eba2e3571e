import AsyncStorage from '@react-native-async-storage/async-storage'
import { Button, View } from 'react-native'
import { useState } from 'react'

export default function Pay() {
  const [checkoutToken, setCheckoutToken] = useState('')

  async function start() {
    const res = await fetch(`${process.env.EXPO_PUBLIC_API}/helcim/initialize`, { method: 'POST' })
    const session = await res.json()
    await AsyncStorage.setItem('checkoutToken', session.checkoutToken)
    setCheckoutToken(session.checkoutToken)
  }

  return (
    <View>
      <Button title={checkoutToken ? 'Continue' : 'Pay for the walk'} onPress={start} />
    </View>
  )
}
