const crypto = require('crypto');
const router = require('express').Router();
const helcim = require('../lib/helcim');

router.post('/start', async (req, res, next) => {
  try {
    const { checkoutToken, secretToken } = await helcim.initialize(req.body.amount);
    req.session.helcimSecret = secretToken;
    res.json({ checkoutToken });
  } catch (e) {
    next(e);
  }
});

router.post('/verify', (req, res) => {
  const { data, hash } = req.body;
  const expected = crypto.createHash('sha256').update(JSON.stringify(data) + req.session.helcimSecret).digest('hex');
  res.json({ valid: expected === hash });
});

module.exports = router;
