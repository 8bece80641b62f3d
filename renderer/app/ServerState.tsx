import { Alert, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ServerNotice } from '../../main/contract/desktop.ts';
import { desktop } from '../api/desktop.ts';
import { useIsReachable } from '../api/events.ts';
import { tell } from '../ui/notices.tsx';

/** Says that the server is not there, in the desktop app also why; goes when it runs. */
export function ServerState() {
  const client = useQueryClient();
  const isReachable = useIsReachable();
  const [notice, setNotice] = useState<ServerNotice | null>(null);
  useEffect(
    () =>
      desktop?.onServerNotice((next) => {
        setNotice(next);
        if (next.state !== 'running') return;
        tell('Larder’s server runs again. Nothing that was saved is lost.');
        void client.invalidateQueries();
      }),
    [client],
  );
  if (notice?.state !== 'restarting' && isReachable) return null;
  const [title, words] =
    notice?.state === 'restarting'
      ? ['Larder’s server stopped and is starting again', notice.reason]
      : ['Larder’s server does not answer', 'If it was stopped, start it again.'];
  return (
    <Alert color="yellow" mb="lg" title={title} icon={<Loader size={18} />} role="status">
      {words} What was saved is safe; this view continues as soon as it runs.
    </Alert>
  );
}
