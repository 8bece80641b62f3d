import { setTimeout as sleep } from 'node:timers/promises';

const ASK_EVERY_MS = 5;
/** The page that was asked is gone, another took its place. */
const MOVED_ON = /navigated|destroyed|collected|Cannot find context|Cannot find default execution context/i;

/** The address at which the first window of a program on Chromium can be inspected. Playwright does not speak to a running Electron. */
async function windowAddress(browserAddress) {
  const list = new URL('/json/list', browserAddress.replace('ws:', 'http:'));
  for (;;) {
    const targets = await (await fetch(list)).json();
    const page = targets.find(({ type }) => type === 'page');
    if (page) return page.webSocketDebuggerUrl;
    await sleep(ASK_EVERY_MS);
  }
}

async function connect(address) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`${address} cannot be reached`));
  });
  return socket;
}

/** Resolves to what a script answers in the window once its promise is kept; asks anew where a page takes the place of another. */
export async function askWindow(browserAddress, expression) {
  const socket = await connect(await windowAddress(browserAddress));
  const ask = (id) =>
    new Promise((resolve, reject) => {
      socket.onmessage = ({ data }) => {
        const answer = JSON.parse(data);
        if (answer.id === id) resolve(answer);
      };
      socket.onclose = () => reject(new Error('the window was closed'));
      const params = { expression, awaitPromise: true, returnByValue: true };
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params }));
    });
  for (let id = 1; ; id++) {
    const { result, error } = await ask(id);
    const said = error?.message ?? result.exceptionDetails?.exception?.description;
    if (said === undefined) {
      socket.close();
      return result.result.value;
    }
    if (!MOVED_ON.test(said)) throw new Error(said);
    await sleep(1);
  }
}
