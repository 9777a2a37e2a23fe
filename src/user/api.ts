/** Users as the ticket API has them. */
import type { UserRecord } from '../context.ts';
import {
  endpoint,
  field,
  param,
  type RecordType,
  record,
  requiredField,
} from '../upstream/endpoint/declare.ts';
import { one, pageOf } from '../upstream/endpoint/decode.ts';
import { datetime, id, string } from '../upstream/endpoint/fields.ts';

/** A user of the ticket API. */
export const user: RecordType<UserRecord> = record('user', {
  id: requiredField('id', id, 'inferred'),
  username: field('username', string, 'documented'),
  firstName: field(['first_name', 'firstname'], string, 'inferred'),
  lastName: field(['last_name', 'lastname'], string, 'inferred'),
  email: field('email', string, 'inferred'),
  phone: field('phone', string, 'documented'),
  enterpriseId: field('enterprise_id', id, 'inferred'),
  createdAt: field('created', datetime, 'inferred'),
});

/** Reads the user of the token. The gateway caches it for the life of the token, elsewhere. */
export const currentUser = endpoint({
  name: 'currentUser',
  method: 'GET',
  path: '/users/me',
  kind: 'read',
  returns: one(user),
  circuit: 'item',
  params: {},
});

const MINUTE = 60_000;

/** Lists the users of an enterprise. They hardly change. */
export const listUsers = endpoint({
  name: 'listUsers',
  method: 'GET',
  path: '/enterprises/{enterpriseId}/users',
  kind: 'read',
  returns: pageOf(user),
  circuit: 'list',
  cache: {
    maxAgeMs: 5 * MINUTE,
    staleWhileRevalidateMs: 55 * MINUTE,
    staleIfErrorMs: 24 * 60 * MINUTE,
  },
  params: {
    enterpriseId: param('id', 'enterpriseId', 'documented', 'documented', { place: 'path' }),
    /** 1 to 100, default 10. */
    limit: param('integer', 'limit', 'inferred'),
    offset: param('integer', 'offset', 'inferred'),
  },
});
