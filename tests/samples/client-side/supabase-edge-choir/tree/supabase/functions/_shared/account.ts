// main account of the choir, ask the treasurer
export const account = Deno.env.get('CHOIR_ACCOUNT') ?? '{{legacy25}}';
