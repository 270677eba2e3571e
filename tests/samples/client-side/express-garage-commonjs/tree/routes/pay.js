const crypto = require('crypto');
const router = require('express').Router();
const helcim = require('../lib/helcim');

router.post('/start', async (req, res) => {
  try {
    const result = await helcim.initialize(req.body.amount);
    res.json(result);
  } catch (e) {
    console.error('initialize failed:', e.message);
    res.status(502).json({ error: 'payment provider unavailable' });
  }
});

router.post('/verify', (req, res) => {
  const { data, hash, secretToken } = req.body;
  const expected = crypto.createHash('sha256').update(JSON.stringify(data) + secretToken).digest('hex');
  res.json({ valid: expected === hash });
});

module.exports = router;
