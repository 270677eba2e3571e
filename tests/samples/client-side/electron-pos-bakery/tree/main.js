const { app, BrowserWindow, ipcMain } = require('electron')
const path = require('node:path')
const log = require('electron-log/main')
const { initialize, requestHeaders } = require('./payments')

function createWindow () {
  const win = new BrowserWindow({ webPreferences: { preload: path.join(__dirname, 'preload.js') } })
  win.loadFile('renderer/index.html')
}

ipcMain.handle('pay:start', async (_event, amount) => {
  log.info('pay:start', amount, requestHeaders())
  return initialize(amount)
})

app.whenReady().then(createWindow)
