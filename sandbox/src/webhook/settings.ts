import { z } from 'zod';

/** Kinds of object that the contract knows. */
const OBJECTS = ['ticket', 'media', 'conversation', 'smsmessage', 'conversationevent'] as const;

const KINDS = OBJECTS.flatMap((object) =>
  ['create', 'update', 'delete'].map((event) => `${object}.${event}`),
);

/** One webhook, as it would be set up by hand in the console of an enterprise. */
const webhook = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** The activation box. */
  active: z.boolean().default(true),
  /** What it is called for, as `object.event`; absent: everything. */
  events: z.array(z.enum(KINDS)).optional(),
  /** Sent along, such as a secret of the receiver's own. */
  headers: z
    .record(z.string().regex(/^[!#$%&'*+.^`|~\w-]+$/), z.string().regex(/^[\t\x20-\x7e]*$/))
    .default({}),
  /** Id of the enterprise whose console it is. */
  enterprise: z.int().default(3573),
});

/** All webhooks; replacing them replaces all. */
export const webhooks = z.array(webhook).max(20);

/** A webhook with its defaults filled in. */
export type Webhook = z.output<typeof webhook>;
/** Webhooks as they are given, for the options of a sandbox. */
export type WebhookSettings = z.input<typeof webhooks>;
