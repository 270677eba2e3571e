'use strict'

const Koa = require('koa')
const Router = require('@koa/router')
const bodyParser = require('koa-bodyparser')
const views = require('koa-views')
const Gateway = require('./lib/gateway')

const gateway = new Gateway({ token: process.env.HELCIM_API_TOKEN })
const router = new Router()

router.get('/', async ctx => {
  await ctx.render('office', { gateway, seats: 120 })
})

router.post('/seats', async ctx => {
  ctx.body = await gateway.checkout(ctx.request.body.seats * 55)
})

router.get('/about', ctx => {
  const tail = gateway.token.slice(-4)
  ctx.body = { gateway: `${gateway.token.slice(0, 4)}****${tail}` }
})

const app = new Koa()
app.use(views('views', { map: { njk: 'nunjucks' }, extension: 'njk' }))
app.use(bodyParser())
app.use(router.routes())
app.listen(3000)
