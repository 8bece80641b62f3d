import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { SettingsFile } from './desktopSettings.ts';
import { preloadFile } from './places.ts';
import { windowPlace } from './windowState.ts';

/** The background until the page has drawn its own. */
const PAPER = { light: '#faf9f7', dark: '#171614' };

/** Opens the window where it was; it is shown when it has something to show. */
export function openWindow(settings: SettingsFile): BrowserWindow {
  const kept = settings.values.window;
  const window = new BrowserWindow({
    ...windowPlace(
      kept,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Larder',
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: {
      preload: preloadFile,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      // It would fetch dictionaries from outside.
      spellcheck: false,
    },
  });
  if (kept?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    const { x, y, width, height } = window.getNormalBounds();
    settings.change({ window: { x, y, width, height, maximized: window.isMaximized() } });
  });
  return window;
}

export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
