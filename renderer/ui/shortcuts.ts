import { useHotkeys } from '@mantine/hooks';
import { useEffect, useSyncExternalStore } from 'react';

export interface Shortcut {
  /** As @mantine/hooks writes them: `mod+K`, `ArrowLeft`, `shift+?`. */
  keys: string;
  does: string;
  /** Without it the shortcut is only listed: what has the focus does it by itself. */
  run?: () => void;
}

/** What uses keys itself while it has the focus: Escape in a dialog is the dialog's, arrows in a video wind it. */
const KEEPS_KEYS = '[role="dialog"], [role="menu"], audio, video';
const isFree = ({ target }: KeyboardEvent) => !(target instanceof Element && target.closest(KEEPS_KEYS));

let listed: readonly (readonly Shortcut[])[] = [];
const watchers = new Set<() => void>();
function change(next: typeof listed): void {
  listed = next;
  for (const watcher of watchers) watcher();
}

/** Makes the shortcuts of a view work while it is shown, and puts them on the list that `?` opens. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useHotkeys(
    shortcuts.flatMap(({ keys, run }) => {
      const onKey = (event: KeyboardEvent) => {
        if (!isFree(event)) return;
        event.preventDefault();
        run?.();
      };
      return run ? [[keys, onKey, { preventDefault: false }] as const] : [];
    }),
  );
  const signature = shortcuts.map(({ keys, does }) => `${keys} ${does}`).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is listed matters, not the functions
  useEffect(() => {
    change([...listed, shortcuts]);
    return () => change(listed.filter((entry) => entry !== shortcuts));
  }, [signature]);
}

/** All shortcuts that work now. */
export function useListedShortcuts(): Shortcut[] {
  const watch = (watcher: () => void) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  };
  return useSyncExternalStore(watch, () => listed).flat();
}
