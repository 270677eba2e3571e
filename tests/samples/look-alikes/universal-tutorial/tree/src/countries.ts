export async function accessToken(): Promise<string> {
  const res = await fetch('https://www.universal-tutorial.com/api/getaccesstoken', {
    headers: {
      Accept: 'application/json',
      'api-token': '{{plain1|first60}}-_{{legacy5}}',
      'user-email': 'dev@example.com',
    },
  });
  return (await res.json()).auth_token;
}
