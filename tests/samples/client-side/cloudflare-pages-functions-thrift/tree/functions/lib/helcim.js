export const call = (env, path, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('api-token', env.HELCIM_API_TOKEN);
  headers.set('content-type', 'application/json');
  return fetch('https://api.helcim.com/v2' + path, { ...init, headers });
};
