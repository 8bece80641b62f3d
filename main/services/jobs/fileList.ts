import { compareCodePoints, compareTextNaturally } from '../../domain/nameOrder.ts';

/** A million files in little memory: names, and for each the number of its directory. Paths are made when asked for. */
export class FileList {
  readonly #directories: string[] = [];
  readonly #names: string[] = [];
  #places = new Uint32Array(1024);

  get length(): number {
    return this.#names.length;
  }

  /** `directory` is relative to the document root; files of one directory come together. */
  add(directory: string, name: string): void {
    if (this.#directories.at(-1) !== directory) this.#directories.push(directory);
    const at = this.#names.push(name) - 1;
    if (at >= this.#places.length) {
      const larger = new Uint32Array(this.#places.length * 2);
      larger.set(this.#places);
      this.#places = larger;
    }
    this.#places[at] = this.#directories.length - 1;
  }

  path(at: number): string {
    return `${this.#directories[this.#places[at] as number]}/${this.#names[at]}`;
  }

  /** Positions ordered by base name, then by path. */
  ordered(naturally: boolean): Uint32Array {
    const names = this.#names;
    const compare = naturally ? compareTextNaturally : compareCodePoints;
    const positions = Uint32Array.from({ length: names.length }, (_, at) => at);
    return positions.sort(
      (a, b) => compare(names[a] as string, names[b] as string) || compareCodePoints(this.path(a), this.path(b)),
    );
  }
}
