import { app } from 'electron';
import { DesktopApp } from './desktopApp.ts';
import { log, startLog } from './logs.ts';

// Chromium's own files stay apart from Larder's data, which has the same name on some systems.
if (!app.commandLine.hasSwitch('user-data-dir')) app.setPath('userData', `${app.getPath('userData')} Window`);
// As root, where Chromium refuses its sandbox, a person must have said so; the window asks for its own all the same.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

if (app.requestSingleInstanceLock()) {
  startLog();
  // It goes on, unlike the server: there is no data here, and its end would take the window and the server along.
  process.on('uncaughtException', (error) => log.error('the desktop app has a defect', error));
  process.on('unhandledRejection', (error) => log.error('the desktop app has a defect', error));
  const desktop = new DesktopApp();
  void app.whenReady().then(() => desktop.open());
} else {
  app.quit();
}
