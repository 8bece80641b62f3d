import { type IpcMainInvokeEvent, ipcMain } from 'electron';
import { type DesktopAnswer, type DesktopCallName, type DesktopInput, desktopCalls } from '../contract/desktop.ts';
import { channelOf } from '../contract/desktopBridge.ts';
import { log } from './logs.ts';
import { troubleUrl } from './places.ts';
import { isOfOrigin } from './security.ts';

export type Handlers = {
  [N in DesktopCallName]: (input: DesktopInput<N>) => DesktopAnswer<N> | Promise<DesktopAnswer<N>>;
};

/** What the screen about a failed start may ask for, and nobody else but where both are named. */
const OF_TROUBLE = new Set<DesktopCallName>(['startTrouble', 'retryStart', 'chooseDataFolder', 'quit']);
const OF_BOTH = new Set<DesktopCallName>(['openLogs', 'appFacts']);

function maySend(event: IpcMainInvokeEvent, name: DesktopCallName, origin: string | null): boolean {
  const frame = event.senderFrame;
  // Only the page itself: a frame in it is somebody else.
  if (!frame || frame !== event.sender.mainFrame) return false;
  if (frame.url === troubleUrl) return OF_TROUBLE.has(name) || OF_BOTH.has(name);
  return isOfOrigin(frame.url, origin) && !OF_TROUBLE.has(name);
}

/** Answers the calls of the contract and no others, to Larder's own page only, with arguments that were checked. */
export function answerCalls(handlers: Handlers, origin: () => string | null): void {
  const answer = <N extends DesktopCallName>(name: N) =>
    ipcMain.handle(channelOf(name), async (event, given: unknown) => {
      if (!maySend(event, name, origin())) {
        log.warn(`the call ${name} was refused to ${event.senderFrame?.url}`);
        throw new Error('Only the page of Larder may ask for this.');
      }
      const input = desktopCalls[name].input.safeParse(given);
      if (!input.success) throw new Error(`The call ${name} has arguments that are not in the contract.`);
      return handlers[name](input.data as DesktopInput<N>);
    });
  for (const name of Object.keys(desktopCalls) as DesktopCallName[]) answer(name);
}
