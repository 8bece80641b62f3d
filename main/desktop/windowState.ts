import type { Rectangle } from 'electron';
import type { WindowState } from './desktopSettings.ts';

const USUAL = { width: 1280, height: 840 };
/** So much of the window must be on a screen that a person can take hold of it. */
const GRIP = { width: 120, height: 40 };

/** Where to open: where it was, unless that screen is gone. Without a place the system chooses one. */
export function windowPlace(kept: WindowState | undefined, screens: readonly Rectangle[]): Partial<Rectangle> {
  if (!kept) return USUAL;
  const { x, y, width, height } = kept;
  const seen = screens.some(
    (screen) =>
      Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x) >= GRIP.width &&
      y >= screen.y &&
      y + GRIP.height <= screen.y + screen.height,
  );
  return seen ? { x, y, width, height } : { width, height };
}
