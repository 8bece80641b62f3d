import { JsonError, numberOf, parseJson } from '../domain/jsonText.ts';
import { Refusal } from './errors.ts';

/** JSON that was sent, with the digits of its numbers kept. Throws a Refusal that says where it is broken. */
export function readJson(text: string): unknown {
  try {
    const value = parseJson(text);
    // A number alone needs no digits kept, and is not to be taken for an object.
    return numberOf(value) ?? value;
  } catch (error) {
    if (error instanceof JsonError || error instanceof SyntaxError) {
      throw new Refusal(400, `JSON parse error - ${error.message}`);
    }
    throw error;
  }
}
