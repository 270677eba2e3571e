const { app, BrowserWindow, ipcMain } = require('electron')
const crypto = require('node:crypto')
const path = require('node:path')
const log = require('electron-log/main')
const { devices, initialize } = require('./payments')

let secret

ipcMain.handle('pay:start', async (_event, amount) => {
  const session = await initialize(amount)
  secret = session.secretToken
  log.info('pay:start', amount, 'token', process.env.HELCIM_API_TOKEN ? 'set' : 'missing')
  return session.checkoutToken
})

ipcMain.handle('pay:check', (_event, data, hash) =>
  crypto.createHash('sha256').update(JSON.stringify(data) + secret).digest('hex') === hash)

ipcMain.handle('devices', () => devices())

app.whenReady().then(() => {
  new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js') } }).loadFile('renderer/index.html')
})
