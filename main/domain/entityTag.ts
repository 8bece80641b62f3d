/** The weak tag of a file's state: time of change in nanoseconds and size, both in hex. */
export function weakEntityTag(mtimeNs: bigint, size: bigint): string {
  // A time before 1970 is shown as its two's complement, so the tag stays hex digits.
  const time = mtimeNs < 0n ? BigInt.asUintN(64, mtimeNs) : mtimeNs;
  return `W/"${time.toString(16)}-${size.toString(16)}"`;
}

/** Whether an If-None-Match header names `tag`, so that the copy of the client is still good. */
export function matchesIfNoneMatch(header: string | undefined, tag: string): boolean {
  const named = header === undefined ? [] : listElements(header);
  return named.some((element) => element === '*' || weaklyEqual(element, tag));
}

/** Whether an If-Range header lets a Range through: true without one and when it names `tag`. */
export function ifRangeAllows(header: string | undefined, tag: string): boolean {
  return header === undefined || weaklyEqual(header.trim(), tag);
}

function listElements(header: string): string[] {
  const commasInQuotesKept = header.match(/(?:[^",]|"[^"]*"?)+/g) ?? [];
  return commasInQuotesKept.map((element) => element.trim());
}

function weaklyEqual(one: string, other: string): boolean {
  return opaqueTag(one) === opaqueTag(other);
}

function opaqueTag(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}
