import Constants from 'expo-constants';

const extra = Constants.expoConfig?.extra ?? {};

export const settings = {
  apiUrl: extra.apiUrl as string,
  helcim: extra.helcimToken as string,
};
