import { Alert, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ServerNotice } from '../../main/contract/desktop.ts';
import { desktop } from '../api/desktop.ts';
import { tell } from '../ui/notices.tsx';

/** Says that the server ended unexpectedly and starts again; goes when it runs. Only the desktop app knows. */
export function ServerState() {
  const client = useQueryClient();
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
  if (notice?.state !== 'restarting') return null;
  return (
    <Alert
      color="yellow"
      mb="lg"
      title="Larder’s server stopped and is starting again"
      icon={<Loader size={18} />}
      role="status"
    >
      {notice.reason} What was saved is safe; this view continues as soon as it runs.
    </Alert>
  );
}
