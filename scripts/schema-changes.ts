import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

/** What became of the graph since a release. */
export interface SchemaChanges {
  /** Every change as text, the worst first. */
  readonly lines: readonly string[];
  /** What breaks a client and is not announced, by its place in the graph, such as `Ticket.subject`. */
  readonly unannounced: readonly string[];
}

/** The worst first. */
const LEVELS = [CriticalityLevel.Breaking, CriticalityLevel.Dangerous, CriticalityLevel.NonBreaking];

/**
 * Compares two graphs. A breaking change counts as announced if the changelog names its place, in backticks, under
 * `### Breaking` of its unreleased part.
 */
export async function changesBetween(
  released: string,
  current: string,
  changelog: string,
): Promise<SchemaChanges> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  const rank = ({ criticality }: Change) => LEVELS.indexOf(criticality.level);
  const sorted = changes.toSorted((one, other) => rank(one) - rank(other));
  const announced = announcedIn(changelog);
  const breaking = sorted.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
  const places = breaking.map(({ path, message }) => path ?? message);
  return {
    lines: sorted.map(({ criticality, message }) => `${criticality.level.padEnd(13)} ${message}`),
    unannounced: [...new Set(places)].filter((place) => !announced.has(place)),
  };
}

/** What stands in backticks under `### Breaking` of the unreleased part. */
function announcedIn(changelog: string): Set<string> {
  const [unreleased = ''] = /^## \[Unreleased\]$[\s\S]*?(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
  const [breaking = ''] = /^### Breaking$[\s\S]*?(?=^### |(?![\s\S]))/m.exec(unreleased) ?? [];
  return new Set([...breaking.matchAll(/`([^`]+)`/g)].map(([, place = '']) => place));
}
