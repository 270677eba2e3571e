import express from 'express'
import { engine } from 'express-handlebars'
import { payments } from './config.js'
import { startGame } from './games.js'

const app = express()
app.engine('hbs', engine({ extname: '.hbs' }))
app.set('view engine', 'hbs')

app.use((req, res, next) => {
  res.locals.payments = payments
  next()
})

app.get('/', (req, res) => res.render('home', { title: 'Bowling' }))

app.get('/admin', (req, res) => {
  res.render('admin.pug', { cfg: payments })
})

app.post('/games', express.json(), async (req, res) => {
  const game = await startGame(req.body.players)
  res.render('pay', { game })
})

app.listen(3000)
