import config from '../config';

export default function backend(path, init = {}) {
  const headers = { accept: 'application/json', ...init.headers };
  console.log('backend', path, headers);
  return fetch(config.api + path, { ...init, headers }).then((r) => r.json());
}
