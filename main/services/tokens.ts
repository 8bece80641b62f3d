import { hash, randomBytes } from 'node:crypto';

/** A new API token: 40 hex digits, the form that Label Studio's clients know. */
export const makeToken = (): string => randomBytes(20).toString('hex');

/** A session key or one-time code of 256 bits. */
export const makeKey = (): string => randomBytes(32).toString('base64url');

/** Secrets are stored and looked up by their hash: what is compared tells nothing about the secret. */
export const hashSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer');
