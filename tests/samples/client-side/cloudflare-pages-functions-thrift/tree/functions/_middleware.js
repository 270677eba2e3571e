export const onRequest = async ({ request, env, next }) => {
  if (env.TRACE) {
    console.log(request.method, request.url, JSON.stringify(env));
  }
  return next();
};
