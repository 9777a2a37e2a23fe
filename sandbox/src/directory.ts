import type { UserRow } from './db/schema.ts';
import type { Store } from './db/store.ts';

/** The people, groups and services of all enterprises. No call of the API changes them, so they are read once. */
export interface Directory {
  user(id: number): UserRow | undefined;
  /** By login, in whichever enterprise. */
  withLogin(login: string): UserRow | undefined;
  /** By login or by id (in digits), within one enterprise. */
  findUser(enterprise: number, nameOrId: string): UserRow | undefined;
  group(enterprise: number, id: number): { id: number; name: string } | undefined;
  serviceKey(id: number): string | undefined;
  /** Id of the service with this key, within one enterprise. */
  serviceWithKey(enterprise: number, key: string): number | undefined;
}

/** Reads the directory of a seeded store. */
export function readDirectory({ build, ...store }: Store): Directory {
  const users = byId(store.all(build.selectFrom('users').selectAll()));
  const groups = byId(store.all(build.selectFrom('groups').selectAll()));
  const services = byId(store.all(build.selectFrom('services').selectAll()));
  const names = new Map([...users.values()].map((user) => [user.username, user]));
  const keys = new Map([...services.values()].map((service) => [service.key, service]));
  return {
    user: (id) => users.get(id),
    withLogin: (login) => names.get(login),
    findUser(enterprise, nameOrId) {
      const found =
        names.get(nameOrId) ?? (/^\d{1,15}$/.test(nameOrId) ? users.get(Number(nameOrId)) : undefined);
      return found?.enterprise === enterprise ? found : undefined;
    },
    group(enterprise, id) {
      const found = groups.get(id);
      return found?.enterprise === enterprise ? found : undefined;
    },
    serviceKey: (id) => services.get(id)?.key,
    serviceWithKey(enterprise, key) {
      const found = keys.get(key);
      return found?.enterprise === enterprise ? found.id : undefined;
    },
  };
}

function byId<Row extends { id: number }>(rows: Row[]): Map<number, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
