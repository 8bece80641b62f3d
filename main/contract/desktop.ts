import { z } from 'zod';
import { SAVED_TEXT_LIMIT } from './desktopBridge.ts';

/** One call of the page to the desktop app, in the channel that `desktopBridge.ts` names; there are no others. */
interface DesktopCall {
  input: z.ZodType;
  answer: z.ZodType;
}
const call = <const C extends DesktopCall>(definition: C): C => definition;
const nothing = z.undefined();

/** What a picker or a drop gave. `refused` says in words why; which document root would allow it, the server tells. */
export const pickedFolder = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('chosen'), path: z.string() }),
  z.strictObject({ status: z.literal('cancelled') }),
  z.strictObject({ status: z.literal('refused'), path: z.string(), reason: z.string() }),
]);
export type PickedFolder = z.output<typeof pickedFolder>;

/** What became of a text that was to be saved. `failed` says in words why. */
export const savedText = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('saved'), path: z.string() }),
  z.strictObject({ status: z.literal('cancelled') }),
  z.strictObject({ status: z.literal('failed'), reason: z.string() }),
]);

export const appFacts = z.strictObject({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  arch: z.string(),
  dataDir: z.string(),
  logFile: z.string(),
});

const path = z.string().min(1).max(4096);

export const desktopCalls = {
  /** A folder anywhere: what may be served lies below it. */
  chooseDocumentRoot: call({ input: z.strictObject({ startAt: path.optional() }), answer: pickedFolder }),
  /** A folder inside the document root; `import` and `export` word the dialog. */
  chooseFolder: call({
    input: z.strictObject({ purpose: z.enum(['import', 'export']), startAt: path.optional() }),
    answer: pickedFolder,
  }),
  /** The path of a dropped folder, judged as the picker judges; the first folder counts. */
  resolveDropped: call({ input: z.strictObject({ paths: z.array(path).min(1).max(1000) }), answer: pickedFolder }),
  /** Asks where to save a text, with this name to begin with, and writes it there whole. */
  saveText: call({
    input: z.strictObject({ name: z.string().min(1).max(255), text: z.string().max(SAVED_TEXT_LIMIT) }),
    answer: savedText,
  }),
  /** A file or folder at or below the document root, shown in the system's file manager. */
  showInFileManager: call({
    input: z.strictObject({ path }),
    answer: z.strictObject({ shown: z.boolean(), reason: z.string().nullable() }),
  }),
  appFacts: call({ input: nothing, answer: appFacts }),
  /** For the screen that says that the server cannot start. */
  startTrouble: call({
    input: nothing,
    answer: z.strictObject({
      message: z.string(),
      path: z.string().nullable(),
      logFile: z.string(),
      /** The variable that decides the data folder: then none can be chosen. */
      dataFolderLockedBy: z.string().nullable(),
    }),
  }),
  retryStart: call({ input: nothing, answer: nothing }),
  chooseDataFolder: call({ input: nothing, answer: nothing }),
  openLogs: call({ input: nothing, answer: nothing }),
  quit: call({ input: nothing, answer: nothing }),
} satisfies Record<string, DesktopCall>;

type Calls = typeof desktopCalls;
export type DesktopCallName = keyof Calls;
export type DesktopInput<N extends DesktopCallName> = z.output<Calls[N]['input']>;
export type DesktopAnswer<N extends DesktopCallName> = z.output<Calls[N]['answer']>;

/** How the server is, told to the page when it changes. */
export const serverNotice = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('restarting'), reason: z.string(), attempt: z.int() }),
  z.strictObject({ state: z.literal('running') }),
]);
export type ServerNotice = z.output<typeof serverNotice>;
/** What a person asked for in the native menu that the page does. */
export const menuCommand = z.enum(['new project', 'choose document root', 'shortcuts', 'diagnostics']);
export type MenuCommand = z.output<typeof menuCommand>;
