/** Compares by Unicode code point, which `<` does not: it compares UTF-16 units. */
export function compareCodePoints(a: string, b: string): number {
  const at = sharedLength(a, b);
  if (at === a.length || at === b.length) return a.length - b.length;
  return codePointRank(a.charCodeAt(at)) - codePointRank(b.charCodeAt(at));
}

function sharedLength(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let at = 0;
  while (at < shorter && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

/** Surrogates stand for code points above every other unit, so they move behind U+E000..U+FFFF. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

/** Compares runs of digits as numbers and the rest by code point; equal only for equal texts (`a01` and `a1` differ). */
export function compareTextNaturally(a: string, b: string): number {
  let atA = sharedLength(a, b);
  // The first difference may be inside a number, which counts as a whole.
  while (atA > 0 && isDigit(a.charCodeAt(atA - 1))) atA--;
  let atB = atA;
  while (atA < a.length && atB < b.length) {
    const endA = endOfDigits(a, atA);
    const endB = endOfDigits(b, atB);
    const numbers = endA > atA && endB > atB;
    const difference = numbers
      ? compareNumbers(a.slice(atA, endA), b.slice(atB, endB))
      : codePointRank(a.charCodeAt(atA)) - codePointRank(b.charCodeAt(atB));
    if (difference !== 0) return difference;
    atA = numbers ? endA : atA + 1;
    atB = numbers ? endB : atB + 1;
  }
  if (atA < a.length || atB < b.length) return atA < a.length ? 1 : -1;
  return compareCodePoints(a, b);
}

/**
 * A text to sort many names by: keys compare with `<` as the names do naturally, at a third of the time. Names that differ in leading
 * zeros alone have the same key.
 */
export function naturalKey(name: string): string {
  let key = '';
  let done = 0;
  for (let at = 0; at < name.length; at++) {
    if (!isDigit(name.charCodeAt(at))) continue;
    const end = endOfDigits(name, at);
    const value = withoutLeadingZeros(name.slice(at, end));
    // One digit keeps the number's place among other characters; then the longer number is the bigger one.
    key += `${name.slice(done, at)}0${String.fromCharCode(value.length)}${value}`;
    done = end;
    at = end - 1;
  }
  key += name.slice(done);
  return SURROGATE_OR_ABOVE.test(key) ? inCodePointOrder(key) : key;
}

const SURROGATE_OR_ABOVE = /[\ud800-\uffff]/;

/** Units whose order by `<` is that of the code points. */
function inCodePointOrder(text: string): string {
  return String.fromCharCode(...Array.from({ length: text.length }, (_, at) => codePointRank(text.charCodeAt(at))));
}

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** Without leading zeros more digits make the bigger number, and as many digits compare like texts: no length is too long. */
function compareNumbers(a: string, b: string): number {
  const valueA = withoutLeadingZeros(a);
  const valueB = withoutLeadingZeros(b);
  return valueA.length - valueB.length || compareCodePoints(valueA, valueB);
}

function withoutLeadingZeros(digits: string): string {
  let first = 0;
  while (digits.charCodeAt(first) === 0x30) first++;
  return first === 0 ? digits : digits.slice(first);
}
