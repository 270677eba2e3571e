import crypto from 'crypto';

const sha = (text) => crypto.createHash('sha256').update(text).digest('hex');

export default function handler(req, res) {
  const { rawDataResponse, secret, hash } = req.body;
  const computed = sha(JSON.stringify(rawDataResponse) + secret);
  return res.status(computed === hash ? 200 : 400).json({ computed: computed === hash });
}
