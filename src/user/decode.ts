/** Rows of users into records. */
import { z } from 'zod';
import { type RowDecoder, rowDecoder } from '../upstream/endpoint/decode.ts';
import { id, instant, optionalId, text } from '../upstream/endpoint/fields.ts';
import type { UserRecord } from './record.ts';

export type * from './record.ts';

const userSchema = z
  .object({
    id,
    username: text,
    first_name: text,
    firstname: text,
    last_name: text,
    lastname: text,
    email: text,
    phone: text,
    enterprise_id: optionalId,
    created: instant,
  })
  .transform(
    (row): UserRecord => ({
      id: row.id,
      username: row.username,
      firstName: row.first_name ?? row.firstname,
      lastName: row.last_name ?? row.lastname,
      email: row.email,
      phone: row.phone,
      enterpriseId: row.enterprise_id,
      createdAt: row.created,
    }),
  );

/** One user row; null without a usable id. */
export const decodeUser: RowDecoder<UserRecord> = rowDecoder(userSchema);
