import crypto from 'crypto';
import { recallSecret } from '../../utils/store';

export default async function handler(req, res) {
  const { booking, rawDataResponse, hash } = req.body;
  const secret = await recallSecret(booking);
  const computed = crypto.createHash('sha256').update(JSON.stringify(rawDataResponse) + secret).digest('hex');
  return res.status(computed === hash ? 200 : 400).json({ ok: computed === hash });
}
