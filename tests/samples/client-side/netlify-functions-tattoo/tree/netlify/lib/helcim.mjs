const { HELCIM_API_TOKEN, CONTEXT } = process.env;

export const helcimRequest = (path, payload) => {
  const options = {
    method: "POST",
    headers: new Map([["api-token", HELCIM_API_TOKEN], ["content-type", "application/json"]]),
    body: JSON.stringify(payload),
  };
  if (CONTEXT !== "production") console.dir(options, { depth: null });
  return fetch(`https://api.helcim.com/v2${path}`, { ...options, headers: Object.fromEntries(options.headers) });
};
