import { builder } from '../graphql/builder.ts';
import type { QuotaStatus } from '../upstream/rate-limit/limiter.ts';

const TicketLimitSource = builder.enumType('TicketLimitSource', {
  description: 'Where a limit comes from.',
  values: {
    OBSERVED: { description: 'A response of the ticket API showed the limit.' },
    ASSUMED: { description: 'The published limit, until the ticket API shows another.' },
    SET: { description: 'The operator of this gateway set the limit.' },
  } as const,
});

/** Calls of a live screen: the ticket, its media files, its timeline. */
const CALLS_PER_REFRESH = 3;

/** Responses are cached this long: a faster poll shows nothing new. */
const MIN_POLL_SECONDS = 15;

/**
 * Polling interval of a live screen, in seconds, that uses at most half of the quota.
 * @param limit calls per minute; null for no limit
 */
export const pollSeconds = (limit: number | null): number =>
  limit === null
    ? MIN_POLL_SECONDS
    : Math.max(MIN_POLL_SECONDS, Math.ceil((60 * CALLS_PER_REFRESH * 2) / Math.max(1, limit)));

const TicketBudget = builder.objectRef<QuotaStatus>('TicketBudget').implement({
  description:
    'Calls that the ticket API allows the current user, over all their devices. Every response has the same values in ' +
    '`extensions.cost`.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { nullable: true, description: 'Calls per minute. Null: no limit.' }),
    remaining: t.exposeInt('remaining', {
      nullable: true,
      description: 'Calls left now. Null: no limit. Cached data costs no calls.',
    }),
    resetAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When all calls are available again, if none starts before. Null: no limit.',
      resolve: ({ resetAt }) => (resetAt === null ? null : new Date(resetAt)),
    }),
    limitSource: t.expose('source', {
      type: TicketLimitSource,
      nullable: true,
      description: 'Where the limit comes from. Null: no limit.',
    }),
    pollSeconds: t.int({
      nullable: false,
      description:
        'Recommended polling interval, in seconds, of a screen that costs 3 calls (a ticket, its media files, its ' +
        'timeline). It leaves half of the calls for other requests.',
      resolve: ({ limit }) => pollSeconds(limit),
    }),
  }),
});

builder.queryField('budget', (t) =>
  t.field({
    type: TicketBudget,
    nullable: true,
    description: 'Remaining upstream calls of the current user. Costs no calls.',
    resolve: (_root, _args, { credential, services }) =>
      credential === null ? null : services.rateLimiter.status(credential.hash),
  }),
);
