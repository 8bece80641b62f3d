const ADDRESS = /\/data\/local-files\/\?d=/;

export interface MediaField {
  /** The field of the task's data. */
  field: string;
  address: string;
  /** Path below the document root. */
  path: string;
}

function pathOf(address: string): string {
  const coded = address.slice(address.search(ADDRESS) + '/data/local-files/?d='.length).split(/[&#]/, 1)[0] ?? '';
  try {
    return decodeURIComponent(coded.replaceAll('+', ' '));
  } catch {
    return coded;
  }
}

/** The fields of a task's data that hold the address of a local file, in their order. */
export function mediaFields(data: Record<string, unknown>): MediaField[] {
  return Object.entries(data).flatMap(([field, value]) =>
    typeof value === 'string' && ADDRESS.test(value)
      ? [{ field, address: value.slice(value.search(ADDRESS)), path: pathOf(value) }]
      : [],
  );
}
