import { type ReactNode, useEffect, useRef } from 'react';
import { useIsReachable } from '../../../api/events.ts';

/** What stands for a file that could not be loaded; if that was because the server was away, it is tried again when it is back. */
export function Failed({ retry, children }: { retry: () => void; children: ReactNode }) {
  const isReachable = useIsReachable();
  const wasReachable = useRef(isReachable);
  useEffect(() => {
    if (isReachable && !wasReachable.current) retry();
    wasReachable.current = isReachable;
  });
  return children;
}
