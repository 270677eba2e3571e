import 'dotenv/config';
import express from 'express';
import { HelcimService, logger } from './services/index.js';
import debugRoutes from './routes/debug.js';

const app = express();
app.use(express.json());
app.locals.helcim = new HelcimService(process.env.HELCIM_API_TOKEN);

app.use('/api/debug', debugRoutes);

app.post('/api/payment/initialize', (req, res, next) => {
  req.app.locals.helcim
    .initialize(req.body)
    .then((session) => {
      logger.info('session created', { amount: req.body.amount });
      res.json({ success: true, data: session });
    })
    .catch(next);
});

app.listen(process.env.PORT || 5000, () => logger.info(`token: ${process.env.HELCIM_API_TOKEN ? '✅' : '❌'}`));
