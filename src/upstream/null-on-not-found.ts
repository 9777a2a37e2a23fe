import { NotFoundError } from './errors.ts';

/** What a read answers; null where the API knows no such thing, or not for this caller. Any other failure passes. */
export async function nullOnNotFound<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
