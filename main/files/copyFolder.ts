import { cp, mkdir, readdir } from 'node:fs/promises';
import { joinPath } from '../domain/paths.ts';
import { errorCode } from './probe.ts';

/** Makes a folder that was not there before: `name`, else `name-2`, `name-3`… Throws the system's error. */
async function makeNewFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const path = joinPath(parent, number === 1 ? name : `${name}-${number}`);
    try {
      await mkdir(path);
      return path;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Copies the files of a folder into a new one of that name; nothing that is there is touched. Answers its path. */
export async function copyIntoNewFolder(source: string, parent: string, name: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const target = await makeNewFolder(parent, name);
  for (const file of await readdir(source))
    await cp(joinPath(source, file), joinPath(target, file), { recursive: true });
  return target;
}
