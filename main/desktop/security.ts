import { app, type Session, session, shell, type WebContents } from 'electron';
import { troubleUrl } from './places.ts';

function parsed(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The page of the server, by its origin: a text that merely contains it does not count. */
export const isOfOrigin = (url: string, origin: string | null): boolean =>
  origin !== null && parsed(url)?.origin === origin;

/** Web addresses open in the person's browser; anything else goes nowhere. */
function openOutside(url: string): void {
  const target = parsed(url);
  if (target && (target.protocol === 'http:' || target.protocol === 'https:')) void shell.openExternal(target.href);
}

function secureContents(contents: WebContents, origin: () => string | null): void {
  const guard = (event: { preventDefault: () => void }, url: string) => {
    if (isOfOrigin(url, origin())) return;
    event.preventDefault();
    openOutside(url);
  };
  contents.on('will-navigate', guard);
  contents.on('will-redirect', guard);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (!isOfOrigin(url, origin())) openOutside(url);
    return { action: 'deny' };
  });
}

function secureSession(own: Session, origin: () => string | null): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // Behind the page's own policy: not a byte leaves the machine.
  own.webRequest.onBeforeRequest((details, answer) => {
    const { protocol } = new URL(details.url);
    const isLocal =
      ['blob:', 'data:', 'devtools:'].includes(protocol) || details.url.startsWith(new URL('.', troubleUrl).href);
    // By a socket of the page's own origin Vite tells it what has changed, in development.
    const isOwn = isOfOrigin(details.url.replace(/^ws:/, 'http:'), origin());
    answer({ cancel: !isLocal && !isOwn });
  });
}

/** What holds for every window there is and will be. `origin` is the server's, null while there is none. */
export function secure(origin: () => string | null): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents, origin));
  secureSession(session.defaultSession, origin);
}
