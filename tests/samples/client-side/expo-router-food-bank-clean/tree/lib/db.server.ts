import postgres from 'postgres';

const sql = postgres(process.env.DATABASE_URL!);

export const saveSecret = (checkoutToken: string, secretToken: string) =>
  sql`insert into checkouts ${sql({ checkout_token: checkoutToken, secret_token: secretToken })}`;
