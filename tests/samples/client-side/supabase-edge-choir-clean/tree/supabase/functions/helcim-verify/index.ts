import { createClient } from 'https://esm.sh/@supabase/supabase-js@2';
import { ok } from '../_shared/cors.ts';

Deno.serve(async (req) => {
  const { orderId, raw, hash } = await req.json();
  const admin = createClient(Deno.env.get('SUPABASE_URL')!, Deno.env.get('SUPABASE_SERVICE_ROLE_KEY')!);
  const { data: row } = await admin.from('helcim_sessions').select('secret_token').eq('order_id', orderId).single();
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(raw + row.secret_token));
  const hex = [...new Uint8Array(bytes)].map((b) => b.toString(16).padStart(2, '0')).join('');
  return ok({ valid: hex === hash });
});
