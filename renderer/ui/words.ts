const numbers = new Intl.NumberFormat('en');

/** 12345 → "12,345" */
export const count = (value: number) => numbers.format(value);

/** 1 → "1 file", 2 → "2 files"; the plural is given when it is not the word with an s. */
export const countOf = (value: number, one: string, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

const SIZES = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** Words that go on a sentence as a sentence of their own. */
export function asSentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

/** A number of bytes for people: 1536 → "1.5 KB". */
export function fileSize(bytes: number): string {
  if (bytes === 1) return '1 byte';
  let [value, step] = [bytes, 0];
  while (value >= 1000 && step < SIZES.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${step > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${SIZES[step]}`;
}

/** A length of time for people: 75 seconds → "1 min 15 s". */
export function duration(seconds: number): string {
  if (seconds < 1) return 'less than a second';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

const days = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** An ISO instant for people: "2 minutes ago" for the last day, else the date. */
export function when(instant: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  if (seconds > -45) return 'just now';
  if (seconds > -3600) return relative.format(Math.ceil(seconds / 60) || -1, 'minute');
  if (seconds > -86_400) return relative.format(Math.ceil(seconds / 3600), 'hour');
  return days.format(Date.parse(instant));
}
