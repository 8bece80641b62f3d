import { Center, Loader, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';

/** What is there sooner is not announced (milliseconds). */
const PATIENCE_MS = 300;

/** Something is on its way; shown only when it takes a moment. */
export function Loading({ what }: { what: string }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Center py={64} role="status">
      <Loader type="dots" />
      <VisuallyHidden>Loading {what}</VisuallyHidden>
    </Center>
  );
}
