// The least that opens a window in Electron: one page without a script, loaded from a file. A bound.
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  window.once('ready-to-show', () => window.show());
  window.loadFile(path.join(__dirname, 'pages', 'start.html'));
});
app.on('window-all-closed', () => app.quit());
