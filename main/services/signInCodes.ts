import { makeKey } from './tokens.ts';

/** A code that nobody used is forgotten after this time (milliseconds). */
const VALID_MS = 24 * 60 * 60 * 1000;

/** One-time codes of sign-in links. They live in memory: a restart makes new ones. */
export class SignInCodes {
  readonly #codes = new Map<string, { user: number; until: number }>();

  make(user: number): string {
    const code = makeKey();
    this.#codes.set(code, { user, until: Date.now() + VALID_MS });
    return code;
  }

  /** The user of a code, which is used up by this; null for any other text. */
  take(code: string): number | null {
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    return found && found.until > Date.now() ? found.user : null;
  }
}
