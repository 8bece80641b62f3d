import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const ASK_EVERY_MS = 5;
/** The page that was asked is gone, another took its place. */
const MOVED_ON = /navigated|destroyed|collected|Cannot find context|Cannot find default execution context/i;

const windows = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string().optional() }));
const answered = z.object({
  id: z.number().optional(),
  error: z.object({ message: z.string() }).optional(),
  result: z
    .object({
      result: z.object({ value: z.unknown().optional() }),
      exceptionDetails: z.object({ exception: z.object({ description: z.string().optional() }).optional() }).optional(),
    })
    .optional(),
});
type Answered = z.infer<typeof answered>;

/** The address at which the first window of a program on Chromium can be inspected. Playwright does not speak to a running Electron. */
async function windowAddress(browserAddress: string): Promise<string> {
  const list = new URL('/json/list', browserAddress.replace('ws:', 'http:'));
  for (;;) {
    const targets = windows.parse(await (await fetch(list)).json());
    const address = targets.find(({ type }) => type === 'page')?.webSocketDebuggerUrl;
    if (address) return address;
    await sleep(ASK_EVERY_MS);
  }
}

async function connect(address: string): Promise<WebSocket> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.onopen = () => resolve();
    socket.onerror = () => reject(new Error(`${address} cannot be reached`));
  });
  return socket;
}

/** Resolves to the number that a script answers in the window once its promise is kept; asks anew where a page takes the place of another. */
export async function askWindow(browserAddress: string, expression: string): Promise<number> {
  const socket = await connect(await windowAddress(browserAddress));
  const ask = (id: number) =>
    new Promise<Answered>((resolve, reject) => {
      socket.onmessage = ({ data }) => {
        const answer = answered.parse(JSON.parse(data));
        if (answer.id === id) resolve(answer);
      };
      socket.onclose = () => reject(new Error('the window was closed'));
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    });
  for (let id = 1; ; id++) {
    const { result, error } = await ask(id);
    const said = error?.message ?? result?.exceptionDetails?.exception?.description;
    if (said === undefined) {
      socket.close();
      return z.number().parse(result?.result.value);
    }
    if (!MOVED_ON.test(said)) throw new Error(said);
    await sleep(1);
  }
}
