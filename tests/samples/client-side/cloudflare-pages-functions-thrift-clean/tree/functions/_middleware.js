export const onRequest = async ({ request, env, next }) => {
  console.log(request.method, request.url, Object.keys(env).join(','), 'helcim' in env, Boolean(env.HELCIM_API_TOKEN));
  const response = await next();
  console.log(response.status);
  return response;
};
