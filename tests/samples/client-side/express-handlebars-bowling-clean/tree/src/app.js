import express from 'express'
import session from 'express-session'
import { engine } from 'express-handlebars'
import { payments } from './config.js'
import { startGame } from './games.js'

const { apiToken, ...publicPayments } = payments

const app = express()
app.engine('hbs', engine({ extname: '.hbs' }))
app.set('view engine', 'hbs')
app.use(session({ secret: process.env.SESSION_SECRET, resave: false, saveUninitialized: false }))

app.use((req, res, next) => {
  res.locals.payments = publicPayments
  res.locals.online = Boolean(apiToken)
  next()
})

app.get('/admin', (req, res) => {
  res.render('admin.pug', { provider: payments.provider, tail: apiToken.slice(-4), lanes: payments.lanes })
})

app.post('/games', express.json(), async (req, res) => {
  const { secretToken, ...game } = await startGame(req.body.players)
  req.session.secretToken = secretToken
  res.render('pay', { game })
})

app.listen(3000)
