'use strict'

const crypto = require('crypto')
const Koa = require('koa')
const Router = require('@koa/router')
const bodyParser = require('koa-bodyparser')
const session = require('koa-session')
const store = require('./lib/redis-store')
const { checkout } = require('./lib/gateway')

const app = new Koa()
app.keys = [process.env.KOA_KEY]
const router = new Router()

router.post('/seats', async ctx => {
  const { checkoutToken, secretToken } = await checkout(ctx.request.body.seats * 55)
  ctx.session.secretToken = secretToken
  ctx.body = { checkoutToken }
})

router.post('/seats/paid', ctx => {
  const { data, hash } = ctx.request.body
  const mine = crypto.createHash('sha256').update(JSON.stringify(data) + ctx.session.secretToken).digest('hex')
  ctx.status = mine === hash ? 204 : 400
})

app.use(session({ store }, app)).use(bodyParser()).use(router.routes()).listen(3000)
