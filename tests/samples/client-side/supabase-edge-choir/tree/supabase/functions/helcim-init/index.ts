import { serve } from 'https://deno.land/std@0.168.0/http/server.ts';
import { corsHeaders, ok } from '../_shared/cors.ts';
import { account } from '../_shared/account.ts';

serve(async (req) => {
  if (req.method === 'OPTIONS') return new Response(null, { headers: corsHeaders });

  const { amount } = await req.json();
  console.log(`Initializing HelcimPay, token starts with: ${account.substring(0, 10)}...`);

  const helcimResponse = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'accept': 'application/json', 'api-token': account, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount, currency: 'CAD' }),
  });
  const helcimData = await helcimResponse.json();

  return ok({ success: true, checkoutToken: helcimData.checkoutToken, secretToken: helcimData.secretToken });
});
