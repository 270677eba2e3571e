import AsyncStorage from '@react-native-async-storage/async-storage'
import { Button, View } from 'react-native'
import { WebView } from 'react-native-webview'
import { useState } from 'react'

export default function Pay() {
  const [token, setToken] = useState('')

  async function start() {
    const res = await fetch(`${process.env.EXPO_PUBLIC_API}/helcim/initialize`, { method: 'POST' })
    const session = await res.json()
    await AsyncStorage.setItem('secretToken', session.secretToken)
    setToken(session.checkoutToken)
  }

  return (
    <View>
      <Button title="Pay for the walk" onPress={start} />
      {token ? <WebView source={{ uri: `https://walks.example.com/pay?checkout=${token}` }} /> : null}
    </View>
  )
}
