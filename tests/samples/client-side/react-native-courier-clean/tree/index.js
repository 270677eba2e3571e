import { AppRegistry } from 'react-native';
import { Deliver } from './src/screens/Deliver';

AppRegistry.registerComponent('courier', () => Deliver);
