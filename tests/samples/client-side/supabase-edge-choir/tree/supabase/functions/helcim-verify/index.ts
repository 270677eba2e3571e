import { serve } from 'https://deno.land/std@0.168.0/http/server.ts';
import { ok } from '../_shared/cors.ts';

async function sha256(message: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(message));
  return Array.from(new Uint8Array(digest)).map((b) => b.toString(16).padStart(2, '0')).join('');
}

serve(async (req) => {
  const { transactionData, hash, secretToken } = await req.json();
  const calculated = await sha256(JSON.stringify(transactionData) + secretToken);
  return ok({ valid: calculated === hash });
});
