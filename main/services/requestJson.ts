import { JsonError, parseJson } from '../domain/jsonText.ts';
import { Refusal } from './errors.ts';

/** JSON that was sent, with the digits of its numbers kept. Throws a Refusal that says where it is broken. */
export function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError || error instanceof SyntaxError) {
      throw new Refusal(400, `JSON parse error - ${error.message}`);
    }
    throw error;
  }
}
