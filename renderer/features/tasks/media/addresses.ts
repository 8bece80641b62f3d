import { LOCAL_FILES, namedPath } from '../../../../main/contract/localFiles.ts';

export interface MediaField {
  /** The field of the task's data. */
  field: string;
  address: string;
  /** Path below the document root. */
  path: string;
}

/** The fields of a task's data that hold the address of a local file, in their order. */
export function mediaFields(data: Record<string, unknown>): MediaField[] {
  return Object.entries(data).flatMap(([field, value]) => {
    const path = typeof value === 'string' ? namedPath(value) : null;
    return path === null ? [] : [{ field, address: String(value).slice(String(value).indexOf(LOCAL_FILES)), path }];
  });
}
