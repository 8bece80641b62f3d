/** The first bytes of a served file; throws when it is not served. */
export async function beginning(address: string, bytes: number, signal: AbortSignal): Promise<ArrayBuffer> {
  const response = await fetch(address, { headers: { Range: `bytes=0-${bytes - 1}` }, signal });
  // An empty file has no first byte.
  if (response.status === 416) return new ArrayBuffer(0);
  if (!response.ok) throw new Error(`not served (${response.status})`);
  return response.arrayBuffer();
}
