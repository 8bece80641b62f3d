import type { DesktopBridge } from '../../main/contract/desktopBridge.ts';

declare global {
  interface Window {
    readonly larder?: DesktopBridge;
  }
}

/** The desktop app around this page; undefined in a browser. */
export const desktop: DesktopBridge | undefined = window.larder;
