import express from 'express';
import { createHash, timingSafeEqual } from 'node:crypto';

const app = express();
app.use(express.json());
const sessions = new Map();

app.post('/init', async (req, res) => {
  const r = await fetch('https://api.helcim.com/v2/helcim-pay/initialize', {
    method: 'POST',
    headers: { 'api-token': process.env.HELCIM_API_TOKEN, 'content-type': 'application/json' },
    body: JSON.stringify({ paymentType: 'purchase', amount: Number(req.body.amount), currency: 'CAD' }),
  });
  const { checkoutToken, secretToken } = await r.json();
  sessions.set(checkoutToken, secretToken);
  res.json({ checkoutToken });
});

app.post('/validate', (req, res) => {
  const secret = sessions.get(req.body.checkoutToken);
  const mine = createHash('sha256').update(JSON.stringify(req.body.data) + secret).digest();
  res.json({ ok: timingSafeEqual(mine, Buffer.from(req.body.hash, 'hex')) });
});

console.log('Helcim token', process.env.HELCIM_API_TOKEN ? 'SET' : 'NOT SET');
app.listen(3000);
