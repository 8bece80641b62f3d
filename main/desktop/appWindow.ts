import { app, type BrowserWindow, dialog } from 'electron';
import type { MenuCommand, ServerNotice } from '../contract/desktop.ts';
import { MENU_CHANNEL, NOTICE_CHANNEL } from '../contract/desktopBridge.ts';
import type { SettingsFile } from './desktopSettings.ts';
import { log } from './logs.ts';
import { isOfOrigin } from './security.ts';
import { focusWindow, openWindow } from './window.ts';

/** Chromium's word for a load that another one replaced. */
const ABORTED = -3;

/** The one window, which may be closed while the app goes on (macOS), and what it shows. */
export class AppWindow {
  readonly #settings: SettingsFile;
  readonly #origin: () => string | null;
  #window: BrowserWindow | null = null;
  #showsPage = false;

  constructor(settings: SettingsFile, origin: () => string | null) {
    this.#settings = settings;
    this.#origin = origin;
  }

  get isOpen(): boolean {
    return this.#window !== null;
  }

  /** The page of the server is there, not an error of Chromium and not the screen about trouble. */
  get showsPage(): boolean {
    return this.#showsPage;
  }

  /** What native dialogs belong to. */
  get frame(): BrowserWindow {
    if (!this.#window) throw new Error('The window is closed.');
    return this.#window;
  }

  open(): void {
    const window = openWindow(this.#settings);
    const contents = window.webContents;
    window.on('closed', () => {
      this.#window = null;
      this.#showsPage = false;
    });
    // Not `did-finish-load`: that one comes for Chromium's own page about an error, too.
    contents.on('did-navigate', (_event, url) => {
      this.#showsPage = isOfOrigin(url, this.#origin());
    });
    contents.on('did-fail-load', (_event, code, reason, _url, isMainFrame) => {
      if (!isMainFrame || code === ABORTED) return;
      log.warn(`the page could not be loaded: ${reason}`);
      this.#showsPage = false;
    });
    contents.on('render-process-gone', (_event, { reason }) => {
      log.error(`the page ended: ${reason}`);
      if (reason !== 'clean-exit') contents.reload();
    });
    this.#window = window;
  }

  load(url: string): void {
    // What goes wrong is told by `did-fail-load`.
    this.#window?.loadURL(url).catch(() => undefined);
  }

  reload(): void {
    this.#window?.webContents.reload();
  }

  focus(): void {
    if (this.#window) focusWindow(this.#window);
  }

  tellNotice(notice: ServerNotice): void {
    this.#window?.webContents.send(NOTICE_CHANNEL, notice);
  }

  tellCommand(command: MenuCommand): void {
    this.#window?.webContents.send(MENU_CHANNEL, command);
  }

  async warn(message: string, detail: string): Promise<void> {
    const options = { type: 'warning', title: app.name, message, detail } as const;
    await (this.#window ? dialog.showMessageBox(this.#window, options) : dialog.showMessageBox(options));
  }
}
