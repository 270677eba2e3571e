import axios from 'axios';
import Config from 'react-native-config';

export const helcim = axios.create({
  baseURL: 'https://api.helcim.com/v2',
  headers: { 'api-token': Config.HELCIM_API_TOKEN },
});

if (__DEV__) {
  console.log('helcim defaults', helcim.defaults.headers);
}
