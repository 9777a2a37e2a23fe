import type { Entity } from '../graphql/entity.ts';

/** Accounts in a federated graph: a stub, since a company knows its people better than the ticket API does. */
export const userEntities: readonly Entity[] = [{ type: 'User', keys: ['id', 'userId'] }];
