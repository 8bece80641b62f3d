import { Center, Code, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { ApiError } from '../api/client.ts';
import { followEvents } from '../api/events.ts';
import { useWhoami } from '../api/whoami.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loaded } from '../ui/Loaded.tsx';

function SignInNeeded() {
  return (
    <Center mih="100vh">
      <EmptyState
        isView
        icon={IconKey}
        title="This browser is not signed in"
        words="Larder prints a sign-in link when it starts. Open that link here: it works once. For a new one, start Larder again."
      >
        <Text size="sm" c="dimmed">
          It looks like <Code>http://127.0.0.1:8080/sign-in?code=…</Code>
        </Text>
      </EmptyState>
    </Center>
  );
}

/** Shows the page to whom the server knows, and keeps it fed with the server's events. */
export function SignedIn({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const whoami = useWhoami();
  const known = whoami.isSuccess;
  useEffect(() => (known ? followEvents(client) : undefined), [known, client]);
  if (whoami.error instanceof ApiError && whoami.error.status === 401) return <SignInNeeded />;
  return (
    <Loaded query={whoami} what="Larder">
      {() => children}
    </Loaded>
  );
}
