import axios from 'axios';
import Config from 'react-native-config';

export const backend = axios.create({ baseURL: Config.API_HOST, headers: { accept: 'application/json' } });

if (__DEV__) {
  console.log('backend defaults', backend.defaults.headers);
}
