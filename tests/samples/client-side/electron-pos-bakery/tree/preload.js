const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('pos', {
  pay: (amount) => ipcRenderer.invoke('pay:start', amount),
  helcimToken: process.env.HELCIM_API_TOKEN
})
