import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LANGUAGES, WORDS } from '../src/ticket/translations.ts';
import { type Api, openApi, type Ticket } from './api.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(async () => {
  expect(api.faults).toEqual([]);
  await api.sandbox.close();
});

interface Message {
  kind: string;
  channel: string;
  address: string;
  language: string;
  template: string | null;
  subject: string | null;
  body: string;
  link: string;
}

type Values = Record<string, string | number>;
async function sent(values: Values, who = 'alice'): Promise<Message[]> {
  const { body } = await api
    .as(who)
    .post<Ticket>('/tickets', { email: 'zoe@example.com', invite: 1, ...values });
  return (await api.admin<{ data: Message[] }>('GET', `/outbox?ticket=${body.id}`)).body.data;
}

describe.each(LANGUAGES)('in %s', (language) => {
  const words = WORDS[language];

  test('an email has a subject and a text message has none', async () => {
    expect(await sent({ language, phone: '+33639980002' })).toMatchObject([
      { channel: 'email', language, subject: words.subject, body: words.guest },
      { channel: 'sms', language, subject: null, body: words.guest },
    ]);
  });

  test('a letter greets by name and is signed', async () => {
    const [letter] = await sent({
      language,
      requestorTemplate: 'hestia-letter',
      firstName: 'Zoé',
      name: 'Roy',
    });
    expect(letter).toMatchObject({
      template: 'hestia-letter',
      body: `${words.hello} Zoé Roy,\n\n${words.guest}\n\n${words.bye}\nHestia Home Services`,
    });
  });

  test('the organizer of many is told to open the session', async () => {
    const type = 'video-assistance-multi-participants';
    const values = { language, type, agent: 'alice', agentTemplate: 'hestia-short' };
    expect((await sent(values)).at(-1)).toMatchObject({
      template: 'hestia-short',
      body: `Hestia: ${words.agent}`,
    });
  });

  test('says everything in words of its own', () => {
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
    for (const other of LANGUAGES.filter((one) => one !== language)) {
      expect(Object.values(WORDS[other]).filter((text) => Object.values(words).includes(text))).toEqual([]);
    }
  });
});

test('a letter to somebody without a name greets all the same', async () => {
  const [letter] = await sent({ requestorTemplate: 'hestia-letter' });
  expect(letter?.body).toMatch(/^Hello,\n/);
});

test('the ticket’s own subject goes before the built-in one', async () => {
  expect((await sent({ subject: 'Boiler' }))[0]?.subject).toBe('Boiler');
});

describe('a language or a template that nobody has', () => {
  test.each<[string, Values, string]>([
    ['alice', { language: 'xx' }, 'language'],
    ['alice', { language: 'FR' }, 'language'],
    ['alice', { requestorTemplate: 'nope' }, 'requestorTemplate'],
    ['alice', { agentTemplate: 'nope' }, 'agentTemplate'],
    ['alice', { agentTemplate: 'constructor' }, 'agentTemplate'],
    ['alice', { requestorTemplate: 'baltica-letter' }, 'requestorTemplate'],
    ['erin', { requestorTemplate: 'hestia-letter' }, 'requestorTemplate'],
  ])('%s sending %j is refused, and nothing goes out', async (who, values, parameter) => {
    const before = (await api.admin<{ data: unknown[] }>('GET', '/outbox')).body.data.length;
    const { status, body } = await api
      .as(who)
      .post('/tickets', { email: 'a@example.com', invite: 1, ...values });
    expect({ status, ...body }).toEqual({
      ...{ status: 400, code: 10, message: `The selected ${parameter} field is invalid.` },
      details: `Parameter ${parameter}`,
    });
    expect((await api.admin<{ data: unknown[] }>('GET', '/outbox')).body.data).toHaveLength(before);
  });

  test('each enterprise has templates of its own', async () => {
    expect((await sent({ requestorTemplate: 'baltica-short' }, 'erin'))[0]?.body).toMatch(/^Baltica: /);
  });
});
