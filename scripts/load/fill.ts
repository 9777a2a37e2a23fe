import { DatabaseSync } from 'node:sqlite';
import { createSandbox } from 'ticket-api-sandbox';
import { OPTIONS } from './serve.ts';

/** What a file was filled with, and how long that took. */
export interface Filled {
  readonly tickets: number;
  readonly events: number;
  readonly seconds: number;
}

/** Fills a file that is not there yet. The seed's lives have about eight events each; the rest is strewn over all tickets. */
export async function fill(db: string, tickets: number, events: number): Promise<Filled> {
  const began = performance.now();
  const sandbox = await createSandbox({ ...OPTIONS, db, tickets });
  await sandbox.close();
  const file = new DatabaseSync(db);
  const has = Number(file.prepare('select count(*) as n from events').get()?.['n']);
  const times = JSON.stringify(Array.from({ length: 40 }, (_, n) => n));
  file
    .prepare(
      `insert into events (ticket, name, source, at, data_json)
         select tickets.id, 'media.OCRDone', 'system', modified, '{}' from json_each('${times}'), tickets limit ?`,
    )
    .run(Math.max(0, events - has));
  const all = file
    .prepare('select (select count(*) from tickets) as t, (select count(*) from events) as e')
    .get();
  file.close();
  return {
    tickets: Number(all?.['t']),
    events: Number(all?.['e']),
    seconds: (performance.now() - began) / 1000,
  };
}
