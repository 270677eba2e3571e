import { useState } from 'react';
import { supabase } from '@/integrations/supabase/client';

export function useHelcim() {
  const [secretToken, setSecretToken] = useState<string | null>(null);

  const start = async (amount: number) => {
    const { data, error } = await supabase.functions.invoke('helcim-init', { body: { amount } });
    if (error) throw error;
    setSecretToken(data.secretToken);
    window.appendHelcimPayIframe(data.checkoutToken);
  };

  const verify = (transactionData: unknown, hash: string) =>
    supabase.functions.invoke('helcim-verify', { body: { transactionData, hash, secretToken } });

  return { start, verify };
}
