import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * What is stored of a password. One round of SHA-256 salted by the login is enough here: the passwords of the cast are
 * printed in the documentation. No others are ever stored.
 */
export function hashPassword(username: string, password: string): string {
  return createHash('sha256').update(`${username}\n${password}`).digest('hex');
}

/** Whether a password is the stored one; takes the same time either way. */
export function passwordMatches(username: string, password: string, stored: string): boolean {
  return timingSafeEqual(Buffer.from(hashPassword(username, password)), Buffer.from(stored));
}
