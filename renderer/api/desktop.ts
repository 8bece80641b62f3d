import type { DesktopBridge } from '../../main/contract/desktop.ts';

declare global {
  interface Window {
    readonly larder?: DesktopBridge;
  }
}

/** The desktop app around this page; undefined in a browser. */
export const desktop: DesktopBridge | undefined = window.larder;
