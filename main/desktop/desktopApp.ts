import { app, type BrowserWindow, shell } from 'electron';
import { MENU_CHANNEL, NOTICE_CHANNEL, type ServerNotice } from '../contract/desktop.ts';
import { SettingsFile } from './desktopSettings.ts';
import { answerCalls, type Handlers } from './ipc.ts';
import { log, logFile, logFolder } from './logs.ts';
import { setMenu } from './menu.ts';
import { pickers, pickFolder } from './pickers.ts';
import { DATA_FOLDER_VARIABLE, dataFolder, otherNode, serverEntry, troubleUrl } from './places.ts';
import { secure } from './security.ts';
import { startServerProcess } from './serverProcess.ts';
import { type Listening, Supervisor, type Trouble } from './supervisor.ts';
import { focusWindow, openWindow } from './window.ts';

/** One window, one server, and what happens between them. */
export class DesktopApp {
  readonly #settings = new SettingsFile(app.getPath('userData'));
  readonly #supervisor: Supervisor;
  #window: BrowserWindow | null = null;
  #server: Listening | null = null;
  #trouble: Trouble | null = null;
  #isStopped = false;

  constructor() {
    this.#supervisor = new Supervisor({
      start: (port) =>
        startServerProcess({
          entry: serverEntry(),
          args: ['serve', '--data-dir', this.#dataDir(), ...(port === null ? [] : ['--port', String(port)])],
          env: process.env,
          node: otherNode(),
        }),
      log: (line) => log.info(line),
    });
    this.#supervisor.on('listening', (server) => this.#listening(server));
    this.#supervisor.on('restarting', (notice) => this.#tell({ state: 'restarting', ...notice }));
    this.#supervisor.on('trouble', (trouble) => this.#showTrouble(trouble));
    app.on('second-instance', () => this.#window && focusWindow(this.#window));
    app.on('activate', () => this.#reopen());
    app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
    app.on('will-quit', (event) => this.#stopFirst(event));
  }

  open(): void {
    secure(this.#origin);
    answerCalls(this.#handlers(), this.#origin);
    setMenu({
      tellPage: (command) => this.#window?.webContents.send(MENU_CHANNEL, command),
      reload: () => this.#window?.webContents.reload(),
      openInBrowser: async () => shell.openExternal(await this.#supervisor.signInLink()),
      openDataFolder: () => void shell.openPath(this.#dataDir()),
      openLogs: () => void shell.openPath(logFolder()),
    });
    this.#openWindow();
    this.#supervisor.start();
  }

  readonly #origin = (): string | null => this.#server && new URL(this.#server.url).origin;

  #dataDir(): string {
    return dataFolder(this.#settings.values).path;
  }

  #openWindow(): BrowserWindow {
    const window = openWindow(this.#settings);
    window.on('closed', () => {
      this.#window = null;
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log.error(`the page ended: ${reason}`);
      if (reason !== 'clean-exit') window.webContents.reload();
    });
    this.#window = window;
    return window;
  }

  async #reopen(): Promise<void> {
    if (this.#window || !app.isReady()) return;
    const window = this.#openWindow();
    if (this.#server) await window.loadURL(await this.#supervisor.signInLink());
    else if (this.#trouble) await window.loadURL(troubleUrl);
  }

  #listening(server: Listening): void {
    const sameAddress = this.#server?.url === server.url && this.#trouble === null;
    this.#server = server;
    this.#trouble = null;
    this.#tell({ state: 'running' });
    // At the same address the page goes on by itself: its session is in the database.
    if (!sameAddress) void this.#window?.loadURL(server.signInUrl);
  }

  #tell(notice: ServerNotice): void {
    this.#window?.webContents.send(NOTICE_CHANNEL, notice);
  }

  #showTrouble(trouble: Trouble): void {
    log.error(trouble.message);
    this.#trouble = trouble;
    this.#server = null;
    void this.#window?.loadURL(troubleUrl);
  }

  #handlers(): Handlers {
    const window = () => this.#window as BrowserWindow;
    return {
      ...pickers({
        window,
        settings: () => {
          if (!this.#supervisor.settings) throw new Error('The server has not started yet. Try again in a moment.');
          return this.#supervisor.settings;
        },
        dataDir: () => this.#dataDir(),
      }),
      appFacts: () => ({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        chromium: process.versions.chrome ?? '',
        node: process.versions.node,
        platform: process.platform as 'linux' | 'darwin' | 'win32',
        arch: process.arch,
        dataDir: this.#dataDir(),
        logFile: logFile(),
      }),
      startTrouble: () => ({
        message: this.#trouble?.message ?? '',
        path: this.#trouble?.path ?? null,
        logFile: logFile(),
        dataFolderLockedBy: dataFolder(this.#settings.values).lockedBy,
      }),
      retryStart: () => {
        this.#supervisor.start();
      },
      chooseDataFolder: async () => {
        if (dataFolder(this.#settings.values).lockedBy) {
          throw new Error(`${DATA_FOLDER_VARIABLE} is set and wins. Unset it to choose a data folder here.`);
        }
        const folder = await pickFolder(window(), { title: 'Choose a folder for Larder’s own data' });
        if (folder === null) return undefined;
        this.#settings.change({ dataDir: folder });
        this.#supervisor.start();
        return undefined;
      },
      openLogs: () => {
        void shell.openPath(logFolder());
      },
      quit: () => {
        app.quit();
      },
    };
  }

  /** The server folds its log into the database and ends before the app does. */
  #stopFirst(event: { preventDefault: () => void }): void {
    if (this.#isStopped) return;
    event.preventDefault();
    this.#supervisor.stop().finally(() => {
      this.#isStopped = true;
      app.quit();
    });
  }
}
