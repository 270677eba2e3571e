import { Router } from 'express';

const router = Router();

router.get('/env', (req, res) => {
  const token = process.env.HELCIM_API_TOKEN;
  res.json({
    hasToken: !!token,
    tokenLength: token?.length || 0,
    tokenLast4: token ? token.slice(-4) : null,
    status: token ? 'SET' : 'NOT SET',
    looksValid: /^a.{63}$/.test(token ?? ''),
  });
});

router.get('/echo', (req, res) => {
  res.json({ agent: req.headers['user-agent'], accepts: req.accepts() });
});

export default router;
