import { apiHeaders } from '../../utils/payments';

export default function handler(req, res) {
  const outgoing = apiHeaders();
  res.status(200).json({
    node: process.version,
    env: process.env.NODE_ENV,
    sample: outgoing['api-token'].substring(0, 6) + '...' + outgoing['api-token'].slice(-4),
  });
}
