import type { DesktopBridge } from '../../main/contract/desktopBridge.ts';

const larder = (window as unknown as { larder: DesktopBridge }).larder;
const element = (id: string) => document.getElementById(id) as HTMLElement;

function show(id: string, text: string | null): void {
  element(id).textContent = text;
}

async function tell(): Promise<void> {
  const { message, path, logFile, dataFolderLockedBy } = await larder.startTrouble(undefined);
  show('message', message);
  show('path', path);
  element('place').hidden = path === null;
  show('log-file', logFile);
  element('choose').hidden = dataFolderLockedBy !== null;
  element('locked').hidden = dataFolderLockedBy === null;
  show('locked', `The variable ${dataFolderLockedBy} names the data folder. Change or unset it to use another one.`);
}

const buttons = {
  retry: larder.retryStart,
  choose: larder.chooseDataFolder,
  logs: larder.openLogs,
  quit: larder.quit,
};
for (const [id, press] of Object.entries(buttons)) element(id).addEventListener('click', () => press(undefined));
void tell();
