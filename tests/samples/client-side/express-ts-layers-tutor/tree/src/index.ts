import express from 'express'
import { env } from './env.js'
import { HelcimClient } from './payments/HelcimClient.js'
import { LessonController } from './payments/LessonController.js'
import { LessonService } from './payments/LessonService.js'

const app = express()
app.set('view engine', 'ejs')
app.use(express.json())

const lessons = new LessonController(new LessonService(new HelcimClient(env.HELCIM_API_TOKEN)))
app.post('/lessons/:id/checkout', lessons.checkout)

app.get('/', (_req, res) => {
  res.render('index', { state: { env: env.NODE_ENV, url: env.PUBLIC_URL, helcim: env.HELCIM_API_TOKEN } })
})

app.listen(4000)
