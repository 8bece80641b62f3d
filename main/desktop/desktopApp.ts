import { app, shell } from 'electron';
import { AppWindow } from './appWindow.ts';
import { SettingsFile } from './desktopSettings.ts';
import { electronServer } from './electronServer.ts';
import { answerCalls, type Handlers } from './ipc.ts';
import { log, logFile, logFolder } from './logs.ts';
import { setMenu } from './menu.ts';
import { nodeServer } from './nodeServer.ts';
import { pickers, pickFolder } from './pickers.ts';
import {
  DATA_FOLDER_VARIABLE,
  dataFolder,
  inWindow,
  otherNode,
  serverEntry,
  startingUrl,
  troubleUrl,
} from './places.ts';
import { saveText } from './saveText.ts';
import { secure } from './security.ts';
import type { Listening, Trouble } from './serverLife.ts';
import type { ServerProcess } from './serverProcess.ts';
import { Supervisor } from './supervisor.ts';

/** A start that takes longer is shown (milliseconds). */
const LONG_START_MS = 1000;

/** One window, one server, and what happens between them. */
export class DesktopApp {
  readonly #settings = new SettingsFile(app.getPath('userData'));
  readonly #origin = (): string | null => this.#server && new URL(inWindow(this.#server.url)).origin;
  readonly #window = new AppWindow(this.#settings, this.#origin);
  readonly #supervisor: Supervisor;
  #server: Listening | null = null;
  #trouble: Trouble | null = null;
  #isStopped = false;

  constructor() {
    this.#supervisor = new Supervisor({
      start: (port) => this.#startServer(port),
      log: (line) => log.info(line),
    });
    this.#supervisor.on('listening', (server) => this.#listening(server));
    this.#supervisor.on('restarting', (notice) => this.#window.tellNotice({ state: 'restarting', ...notice }));
    this.#supervisor.on('trouble', (trouble) => this.#showTrouble(trouble));
    app.on('second-instance', () => this.#window.focus());
    app.on('activate', () => this.#reopen());
    app.on('window-all-closed', () => process.platform !== 'darwin' && app.quit());
    app.on('will-quit', (event) => this.#stopFirst(event));
  }

  open(): void {
    secure(this.#origin);
    answerCalls(this.#handlers(), this.#origin);
    setMenu({
      tellPage: (command) => this.#window.tellCommand(command),
      reload: () => this.#window.reload(),
      openInBrowser: () => void this.#openInBrowser(),
      openDataFolder: () => void shell.openPath(this.#dataDir()),
      openLogs: () => void shell.openPath(logFolder()),
    });
    this.#window.open();
    this.#start();
  }

  #start(): void {
    this.#trouble = null;
    this.#supervisor.start();
    setTimeout(() => {
      if (!this.#server && !this.#trouble) this.#window.load(startingUrl);
    }, LONG_START_MS);
  }

  #dataDir(): string {
    return dataFolder(this.#settings.values).path;
  }

  #startServer(port: number | null): ServerProcess {
    const node = otherNode();
    const start = {
      entry: serverEntry(),
      args: ['serve', '--data-dir', this.#dataDir(), ...(port === null ? [] : ['--port', String(port)])],
      env: process.env,
    };
    return node ? nodeServer(node, start) : electronServer(start);
  }

  #reopen(): void {
    if (this.#window.isOpen || !app.isReady()) return;
    this.#window.open();
    if (this.#trouble) this.#window.load(troubleUrl);
    // While no server runs: its page comes when one listens.
    else
      void this.#supervisor.signInLink().then(
        (link) => this.#window.load(inWindow(link)),
        () => this.#window.load(startingUrl),
      );
  }

  async #openInBrowser(): Promise<void> {
    try {
      await shell.openExternal(await this.#supervisor.signInLink());
    } catch (error) {
      await this.#window.warn('No browser was opened.', (error as Error).message);
    }
  }

  #listening(server: Listening): void {
    // At the same address the page goes on by itself: its session is in the database.
    const goesOn = this.#window.showsPage && this.#server?.url === server.url;
    this.#server = server;
    this.#trouble = null;
    this.#window.tellNotice({ state: 'running' });
    if (!goesOn) this.#window.load(inWindow(server.signInUrl));
  }

  #showTrouble(trouble: Trouble): void {
    log.error(trouble.message);
    this.#trouble = trouble;
    this.#server = null;
    this.#window.load(troubleUrl);
  }

  #handlers(): Handlers {
    return {
      ...pickers({
        window: () => this.#window.frame,
        settings: () => {
          if (!this.#supervisor.settings) throw new Error('The server has not started yet. Try again in a moment.');
          return this.#supervisor.settings;
        },
        dataDir: () => this.#dataDir(),
      }),
      saveText: (input) => saveText(this.#window.frame, input),
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
        this.#start();
      },
      chooseDataFolder: async () => {
        if (dataFolder(this.#settings.values).lockedBy) {
          throw new Error(`${DATA_FOLDER_VARIABLE} is set and wins. Unset it to choose a data folder here.`);
        }
        const folder = await pickFolder(this.#window.frame, { title: 'Choose a folder for Larder’s own data' });
        if (folder === null) return undefined;
        this.#settings.change({ dataDir: folder });
        // "Try again" may have been pressed while the dialog was open.
        await this.#supervisor.stop();
        this.#start();
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
    void this.#supervisor.stop().finally(() => {
      this.#isStopped = true;
      // While Electron still works on this event it hears no other wish to quit.
      setImmediate(() => app.quit());
    });
  }
}
