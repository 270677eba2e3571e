const JS_SECRET_KEY = '{{jskey}}';

export async function amountHash(amount: string): Promise<string> {
  const bytes = new TextEncoder().encode(JS_SECRET_KEY + amount);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
}
