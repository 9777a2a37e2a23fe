/** Something in an admin call's body that can't be. Its message is shown. */
export class AdminFault extends Error {
  override readonly name = 'AdminFault';
}

/** @throws AdminFault always: there is no such thing */
export function unknown(what: string): never {
  throw new AdminFault(`No such ${what}.`);
}
