import { builder } from '../graphql/builder.ts';
import type { LimitSource, QuotaStatus } from '../upstream/rate-limit/limiter.ts';

const LIMIT_SOURCES: Readonly<Record<LimitSource, string>> = {
  OBSERVED: 'The ticket API told it, or refused a call for it.',
  ASSUMED: 'What its vendor publishes, until the API says something.',
  SET: 'The operator of this gateway set it.',
};

const TicketLimitSource = builder.enumType('TicketLimitSource', {
  description: 'How a limit is known.',
  values: {
    OBSERVED: { description: LIMIT_SOURCES.OBSERVED },
    ASSUMED: { description: LIMIT_SOURCES.ASSUMED },
    SET: { description: LIMIT_SOURCES.SET },
  } as const,
});

/** Calls of one look at a live screen: the ticket, its medias, its timeline. */
const CALLS_PER_REFRESH = 3;

/** Looking more often than this shows the same, since answers are kept that long; in seconds. */
const MIN_POLL_SECONDS = 15;

/**
 * Seconds between two looks at a live screen such that half of the budget stays free for other things.
 * @param limit calls in a minute; null for no limit
 */
export const pollSeconds = (limit: number | null): number =>
  limit === null
    ? MIN_POLL_SECONDS
    : Math.max(MIN_POLL_SECONDS, Math.ceil((60 * CALLS_PER_REFRESH * 2) / Math.max(1, limit)));

const TicketBudget = builder.objectRef<QuotaStatus>('TicketBudget').implement({
  description:
    'The calls that the ticket API allows the user of the token, over all of their devices. `extensions.cost` of every ' +
    'answer tells the same.',
  fields: (t) => ({
    limit: t.exposeInt('limit', { nullable: true, description: 'Calls in any minute; null for no limit.' }),
    remaining: t.exposeInt('remaining', {
      nullable: true,
      description: 'Calls that could start now; null for no limit. What is cached costs none.',
    }),
    resetAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When all of them are free again if none starts meanwhile; null for no limit.',
      resolve: ({ resetAt }) => (resetAt === null ? null : new Date(resetAt)),
    }),
    limitSource: t.field({
      type: TicketLimitSource,
      nullable: true,
      description: 'How the limit is known; null for no limit.',
      resolve: ({ source }) => source,
    }),
    pollSeconds: t.int({
      nullable: false,
      description:
        'Seconds between two looks at a screen that costs three calls (a ticket, its medias, its timeline), such that half ' +
        'of the budget stays free.',
      resolve: ({ limit }) => pollSeconds(limit),
    }),
  }),
});

builder.queryField('budget', (t) =>
  t.field({
    type: TicketBudget,
    nullable: true,
    description: 'What is left of the upstream calls. Costs none, so it answers when none is left.',
    resolve: (_root, _args, { credential, services }) =>
      credential === null ? null : services.rateLimiter.status(credential.hash),
  }),
);
