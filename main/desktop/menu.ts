import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../contract/desktop.ts';

interface MenuActions {
  tellPage: (command: MenuCommand) => void;
  reload: () => void;
  openInBrowser: () => void;
  openDataFolder: () => void;
  openLogs: () => void;
}

const isMac = process.platform === 'darwin';
const separator = { type: 'separator' } as const;

/** The menu bar as each system has it: on macOS the app's own menu first, elsewhere Quit below File and About below Help. */
export function setMenu(actions: MenuActions): void {
  const about: MenuItemConstructorOptions = { label: 'About Larder', click: () => app.showAboutPanel() };
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'New Project…', accelerator: 'CmdOrCtrl+N', click: () => actions.tellPage('new project') },
        { label: 'Choose Document Root…', click: () => actions.tellPage('choose document root') },
        separator,
        { label: 'Open in Browser', click: actions.openInBrowser },
        { label: 'Open Data Folder', click: actions.openDataFolder },
        separator,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { label: 'Reload', accelerator: 'CmdOrCtrl+R', click: actions.reload },
        separator,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Keyboard Shortcuts', click: () => actions.tellPage('shortcuts') },
        { label: 'Diagnostics', click: () => actions.tellPage('diagnostics') },
        { label: 'Open Logs', click: actions.openLogs },
        ...(isMac ? [] : [separator, about]),
      ],
    },
  ];
  app.setAboutPanelOptions({
    applicationName: 'Larder',
    applicationVersion: app.getVersion(),
    website: '',
    copyright: 'Offline data annotation on local files. MIT licence.',
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
