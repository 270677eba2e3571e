export const maskToken = (token) => {
  if (!token) return 'NOT SET';
  return token.length > 4 ? `****${token.slice(-4)}` : '****';
};

export const sanitize = (headers) => {
  const copy = { ...headers };
  if (copy['api-token']) copy['api-token'] = maskToken(copy['api-token']);
  return copy;
};
