import { Router } from 'express';

const router = Router();

router.get('/env', (req, res) => {
  const token = process.env.HELCIM_API_TOKEN;
  res.json({
    hasToken: !!token,
    tokenLength: token?.length || 0,
    tokenPrefix: token ? token.substring(0, 8) + '...' : 'NOT SET',
    startsWithA: token?.startsWith('a'),
    nodeEnv: process.env.NODE_ENV,
  });
});

router.get('/echo', (req, res) => {
  res.json({ sent: req.app.locals.helcim.getHeaders('test') });
});

export default router;
