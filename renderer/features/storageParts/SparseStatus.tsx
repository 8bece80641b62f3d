import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

/** A screen reader hears how far something is this often (milliseconds). */
const SPEAK_EVERY_MS = 20_000;

/** Tells a screen reader now and then how something stands, not at each change. */
export function SparseStatus({ words }: { words: string }) {
  const newest = useRef(words);
  newest.current = words;
  const [spoken, setSpoken] = useState(words);
  useEffect(() => {
    const timer = setInterval(() => setSpoken(newest.current), SPEAK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return <VisuallyHidden role="status">{spoken}</VisuallyHidden>;
}
