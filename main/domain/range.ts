/** What a Range header asks of a file; `start` and `end` are the first and the last byte, both included. */
type RequestedRange = { kind: 'whole' } | { kind: 'part'; start: number; end: number } | { kind: 'unsatisfiable' };

const WHOLE: RequestedRange = { kind: 'whole' };
const UNSATISFIABLE: RequestedRange = { kind: 'unsatisfiable' };

/** Reads a Range header for a file of `size` bytes. Whatever is not exactly one `bytes` range asks for the whole file. */
export function parseRange(header: string | undefined, size: number): RequestedRange {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(header ?? '') ?? [];
  if (first === '' && last === '') return WHOLE;
  if (first === '') return part(size - Math.min(Number(last), size), size - 1, size);
  // Above 2^53 two different numbers can look equal, and `5-2` has to stay recognizable there too.
  if (last !== '' && BigInt(last) < BigInt(first)) return WHOLE;
  return part(Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1), size);
}

function part(start: number, end: number, size: number): RequestedRange {
  return start < size ? { kind: 'part', start, end } : UNSATISFIABLE;
}
