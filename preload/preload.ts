import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { DesktopAnswer, DesktopCallName, DesktopInput } from '../main/contract/desktop.ts';
import { channelOf, type DesktopBridge, MENU_CHANNEL, NOTICE_CHANNEL } from '../main/contract/desktopBridge.ts';

const call =
  <N extends DesktopCallName>(name: N) =>
  (input: DesktopInput<N>): Promise<DesktopAnswer<N>> =>
    ipcRenderer.invoke(channelOf(name), input);

/** The event itself stays here: it could send to any channel. */
const listenTo =
  <T>(channel: string) =>
  (listener: (message: T) => void) => {
    const heard = (_event: unknown, message: T) => listener(message);
    ipcRenderer.on(channel, heard);
    return () => void ipcRenderer.off(channel, heard);
  };

/** Before Electron 32 a file carried its path itself. */
const pathOf = (file: File & { path?: string }): string => (webUtils ? webUtils.getPathForFile(file) : file.path) ?? '';

const resolveDropped = call('resolveDropped');

const bridge: DesktopBridge = {
  chooseDocumentRoot: call('chooseDocumentRoot'),
  chooseFolder: call('chooseFolder'),
  saveText: call('saveText'),
  showInFileManager: call('showInFileManager'),
  appFacts: call('appFacts'),
  startTrouble: call('startTrouble'),
  retryStart: call('retryStart'),
  chooseDataFolder: call('chooseDataFolder'),
  openLogs: call('openLogs'),
  quit: call('quit'),
  resolveDropped: async (files) => {
    const paths = files.map(pathOf).filter((path) => path !== '');
    return paths.length ? resolveDropped({ paths }) : { status: 'cancelled' };
  },
  onServerNotice: listenTo(NOTICE_CHANNEL),
  onMenuCommand: listenTo(MENU_CHANNEL),
};

contextBridge.exposeInMainWorld('larder', bridge);
