import { createContext, useContext, useState } from 'react';

/** Whether a list scrolls by so fast that loading what it shows would only be in the way. */
export const Flying = createContext(false);

/** Whether a file may be loaded: not while its list flies by; what was begun is not taken back. */
export function useMayLoad(): boolean {
  const isFlying = useContext(Flying);
  const [mayLoad, setMayLoad] = useState(!isFlying);
  if (!isFlying && !mayLoad) setMayLoad(true);
  return mayLoad;
}
