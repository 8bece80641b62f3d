import type { Database } from './open.ts';

const MOST = 1000;

/**
 * Remembers answers for as long as the database stays as it is: until this connection writes, or any other of this or
 * another process has committed. Asking whether it did is
 * cheaper than the look-ups of each request for a file. What is not found is not remembered.
 */
export function rememberer(db: Database) {
  const ofOthers = db.prepare<[], number>('PRAGMA data_version').pluck();
  const ofOurs = db.prepare<[], number>('SELECT total_changes()').pluck();
  const answers = new Map<string, unknown>();
  let [others, ours] = [-1, -1];

  function forgetWhatIsOld(): void {
    const [othersNow, oursNow] = [ofOthers.get() as number, ofOurs.get() as number];
    if (othersNow !== others || oursNow !== ours || answers.size >= MOST) answers.clear();
    others = othersNow;
    ours = oursNow;
  }

  return <T>(key: string, ask: () => T): T => {
    // A rollback would take back what was seen without counting as a change.
    if (db.inTransaction) return ask();
    forgetWhatIsOld();
    if (answers.has(key)) return answers.get(key) as T;
    const answer = ask();
    if (answer !== undefined) answers.set(key, answer);
    return answer;
  };
}
