import { useLayoutEffect, useRef } from 'react';

/** For an element that shows a file: when it goes, the file is let go of, also in the middle of its loading. */
export function useFile<T extends HTMLImageElement | HTMLVideoElement>(address: string) {
  const ref = useRef<T>(null);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    element.src = address;
    return () => {
      element.removeAttribute('src');
      if (element instanceof HTMLVideoElement) element.load();
    };
  }, [address]);
  return ref;
}
