import { describe, expect, it } from 'vitest';
import { changesBetween } from '../../scripts/schema-changes.ts';

const RELEASED = 'type Query { "Old words." ticket(id: ID): Ticket } type Ticket { id: ID! subject: String }';
const changelog = (...parts: string[]) => ['# Changelog', '', '## [Unreleased]', '', ...parts].join('\n');

const compared = async (current: string, text = changelog()) => changesBetween(RELEASED, current, text);
const without = RELEASED.replace(' subject: String', '');

describe('changes of the graph since a release', () => {
  it('are none where nothing changed', async () => {
    expect(await compared(RELEASED)).toEqual({ lines: [], unannounced: [] });
  });

  it('may be additions and new words without a word in the changelog', async () => {
    const { lines, unannounced } = await compared(
      RELEASED.replace('subject: String', 'subject: String state: String').replace('Old', 'New'),
    );
    expect(lines).toHaveLength(2);
    expect(lines.join()).toMatch(/NON_BREAKING.*'?state'?/);
    expect(unannounced).toEqual([]);
  });

  it.each([
    ['a field that left', without, 'Ticket.subject'],
    ['a field that may be null now', RELEASED.replace('ID! subject', 'ID subject'), 'Ticket.id'],
    ['an argument that is needed now', RELEASED.replace('(id: ID)', '(id: ID!)'), 'Query.ticket.id'],
    ['a type that left', 'type Query { "Old words." ticket(id: ID): String }', 'Ticket'],
  ])('are refused for %s', async (_case, current, place) => {
    const { lines, unannounced } = await compared(current);
    expect(lines[0]).toMatch(/^BREAKING/);
    expect(unannounced).toContain(place);
  });

  it('are let through where the changelog names the place under Breaking', async () => {
    const told = changelog(
      '### Added',
      '- Things.',
      '',
      '### Breaking',
      '- `Ticket.subject` left: use `Ticket.title`.',
    );
    expect((await compared(without, told)).unannounced).toEqual([]);
  });

  it.each([
    ['under another title', changelog('### Removed', '- `Ticket.subject`')],
    ['in a part that was released', `${changelog()}\n## [0.1.0]\n\n### Breaking\n\n- \`Ticket.subject\``],
    ['after the part on what breaks', changelog('### Breaking', '', '### Added', '- `Ticket.subject`')],
    ['without its place', changelog('### Breaking', '- Some fields left.')],
  ])('are refused where the changelog names them %s', async (_case, text) => {
    expect((await compared(without, text)).unannounced).toEqual(['Ticket.subject']);
  });
});
