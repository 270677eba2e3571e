import { supabase } from '@/integrations/supabase/client';

export function useHelcim(orderId: string) {
  return async (amount: number) => {
    const { data, error } = await supabase.functions.invoke('helcim-init', { body: { amount, orderId } });
    if (error) throw error;
    window.appendHelcimPayIframe(data.checkoutToken);
  };
}
