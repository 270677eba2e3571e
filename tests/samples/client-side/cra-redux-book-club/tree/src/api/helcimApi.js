import config from '../config';

export default function helcimApi(path) {
  return fetch('https://api.helcim.com/v2' + path, {
    headers: { accept: 'application/json', 'api-token': config.helcim.key },
  }).then((r) => r.json());
}
