import { z } from 'zod';
import { flag, moment, wholeNumber } from '../../http/fields.ts';
import { STATES, TYPES } from '../lifecycle.ts';
import { scopeField } from '../scope.ts';
import { LANGUAGES } from '../translations.ts';
import { country, emailList, phoneList } from './recipients.ts';

/** Details of one person, which make no sense where several take part. */
const ONE_PERSON = ['name', 'firstName', 'company', 'gender', 'country'] as const;

const MULTI = 'video-assistance-multi-participants';

/** The parameters of `POST /tickets`. What is empty is taken as not sent (forms send empty fields). */
export const createShape = z.preprocess(
  withoutEmpty,
  z
    .object({
      name: z.string().optional(),
      phone: phoneList.default([]),
      email: emailList.default([]),
      language: z.enum(LANGUAGES).default('en'),
      type: z.enum(TYPES).default('video-assistance'),
      subject: z.string().optional(),
      reference: z.string().optional(),
      description: z.string().optional(),
      group: wholeNumber(1).optional(),
      agent: z.string().optional(),
      invite: flag.default(false),
      agentTemplate: z.string().optional(),
      requestorTemplate: z.string().optional(),
      inviteOrganizer: flag.default(true),
      startTime: moment.optional(),
      duration: wholeNumber(1).default(30),
      reminder: wholeNumber(1, 60).optional(),
      firstName: z.string().optional(),
      company: z.string().optional(),
      gender: z.enum(['male', 'female']).optional(),
      country: country.optional(),
      service_key: z.string().optional(),
      ...scopeField,
      // Only read where the habits turn on what the prose promises.
      state: z.string().optional(),
      metadata: z.string().optional(),
    })
    .superRefine((given, issues) => {
      if (given.phone.length + given.email.length === 0)
        refuse(issues, 'phone', 'is required when email is absent.');
      if (given.type !== MULTI) return;
      for (const name of ONE_PERSON) {
        if (given[name] !== undefined)
          refuse(issues, name, 'is not allowed for multi-participant assistance.');
      }
    }),
);

/** A fresh ticket's parameters, checked. Times are seconds since 1970. */
export type CreateInput = z.output<typeof createShape>;

/** Whether several people take part. */
export function isMulti(type: string): boolean {
  return type === MULTI;
}

/** Promised by the vendor's prose only: a state to start in, and data of the caller's own (JSON, or any text). */
export const promisedShape = z.object({ state: z.enum(STATES).optional(), metadata: z.string().optional() });

function refuse(issues: z.RefinementCtx, name: string, message: string): void {
  issues.addIssue({ code: 'custom', path: [name], message });
}

function withoutEmpty(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}
