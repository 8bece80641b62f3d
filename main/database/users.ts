import type { Database } from './open.ts';
import { rememberer } from './remember.ts';
import type { UserRow } from './rows.ts';

const COLUMNS = 'user.id, email, first_name, last_name, is_owner, user.created_at';

export interface NewUser {
  email: string;
  first_name: string;
  last_name: string;
  is_owner: boolean;
  tokenHash: Buffer;
  now: number;
}

/** People, their tokens and their sign-in sessions. Tokens and session keys are kept as hashes only. */
export function userRepository(db: Database) {
  const remember = rememberer(db);
  const byTokenHash = db.prepare<[Buffer], UserRow>(`SELECT ${COLUMNS} FROM user WHERE token_hash = ?`);
  const bySession = db.prepare<[Buffer, number], UserRow>(
    `SELECT ${COLUMNS} FROM session JOIN user ON user.id = session.user_id WHERE key_hash = ? AND session.created_at > ?`,
  );
  const byId = db.prepare<[number], UserRow>(`SELECT ${COLUMNS} FROM user WHERE id = ?`);
  const byEmail = db.prepare<[string], UserRow>(`SELECT ${COLUMNS} FROM user WHERE email = ?`);
  const owner = db.prepare<[], UserRow>(`SELECT ${COLUMNS} FROM user WHERE is_owner = 1 ORDER BY id LIMIT 1`);
  const all = db.prepare<[], UserRow>(`SELECT ${COLUMNS} FROM user ORDER BY id`);
  const insert = db.prepare(
    'INSERT INTO user (email, first_name, last_name, is_owner, token_hash, created_at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const setToken = db.prepare('UPDATE user SET token_hash = ? WHERE id = ?');
  const remove = db.prepare('DELETE FROM user WHERE id = ?');
  const handOver = db.prepare('UPDATE project SET created_by = ? WHERE created_by = ?');
  const addSession = db.prepare('INSERT INTO session (key_hash, user_id, created_at) VALUES (?, ?, ?)');
  const removeSessions = db.prepare('DELETE FROM session WHERE created_at <= ?');
  const removeSession = db.prepare('DELETE FROM session WHERE key_hash = ?');

  return {
    byTokenHash: (hash: Buffer) => remember(hash.toString('latin1'), () => byTokenHash.get(hash)),
    /** The user of a session that was opened after this time (microseconds). */
    bySession: (keyHash: Buffer, after: number) => bySession.get(keyHash, after),
    byId: (id: number) => byId.get(id),
    byEmail: (email: string) => byEmail.get(email),
    owner: () => owner.get(),
    all: () => all.all(),
    insert(user: NewUser): number {
      const { email, first_name, last_name, is_owner, tokenHash, now } = user;
      return Number(insert.run(email, first_name, last_name, is_owner ? 1 : 0, tokenHash, now).lastInsertRowid);
    },
    setToken: (id: number, hash: Buffer) => setToken.run(hash, id),
    /** Projects that the user made go to another one; annotations stay, without a name. */
    remove(id: number, heir: number) {
      handOver.run(heir, id);
      remove.run(id);
    },
    addSession: (keyHash: Buffer, userId: number, now: number) => addSession.run(keyHash, userId, now),
    /** Removes the sessions that were opened up to this time. */
    removeSessions: (upTo: number) => removeSessions.run(upTo),
    removeSession: (keyHash: Buffer) => removeSession.run(keyHash),
  };
}
