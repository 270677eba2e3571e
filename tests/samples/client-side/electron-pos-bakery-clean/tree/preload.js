const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('pos', {
  pay: (amount) => ipcRenderer.invoke('pay:start', amount),
  check: (data, hash) => ipcRenderer.invoke('pay:check', data, hash),
  devices: () => ipcRenderer.invoke('devices')
})
