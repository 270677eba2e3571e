import { createClient } from 'https://esm.sh/@supabase/supabase-js@2';
import { corsHeaders, ok } from '../_shared/cors.ts';

Deno.serve(async (req) => {
  if (req.method === 'OPTIONS') return new Response('ok', { headers: corsHeaders });

  const helcimApiToken = Deno.env.get('HELCIM_API_TOKEN');
  console.log('Environment check:', { hasToken: !!helcimApiToken, tokenLength: helcimApiToken?.length });
  if (!helcimApiToken) return new Response('HELCIM_API_TOKEN not configured', { status: 500, headers: corsHeaders });

  const { amount, orderId } = await req.json();
  const res = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': helcimApiToken, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  });
  const { checkoutToken, secretToken } = await res.json();

  const admin = createClient(Deno.env.get('SUPABASE_URL')!, Deno.env.get('SUPABASE_SERVICE_ROLE_KEY')!);
  await admin.from('helcim_sessions').insert({ order_id: orderId, secret_token: secretToken });

  return ok({ checkoutToken });
});
