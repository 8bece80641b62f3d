import type {
  DesktopAnswer,
  DesktopCallName,
  DesktopInput,
  MenuCommand,
  PickedFolder,
  ServerNotice,
} from './desktop.ts';

// The preload script is loaded into every page: of the contract it takes this file only, without the schemas and their library.

export const NOTICE_CHANNEL = 'larder:server-notice';
export const MENU_CHANNEL = 'larder:menu-command';
export const channelOf = (name: DesktopCallName): string => `larder:${name}`;

/** A longer text is not saved through the bridge (UTF-16 units): it crosses it as one message. */
export const SAVED_TEXT_LIMIT = 64 * 1024 * 1024;

/** `window.larder` in the desktop app; undefined in a browser. */
export type DesktopBridge = {
  [N in Exclude<DesktopCallName, 'resolveDropped'>]: (input: DesktopInput<N>) => Promise<DesktopAnswer<N>>;
} & {
  /** The files of a drop event. */
  resolveDropped: (files: readonly File[]) => Promise<PickedFolder>;
  /** Both answer the function that ends the listening. */
  onServerNotice: (listener: (notice: ServerNotice) => void) => () => void;
  onMenuCommand: (listener: (command: MenuCommand) => void) => () => void;
};
