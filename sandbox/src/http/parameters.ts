import type { Context } from 'hono';
import type { z } from 'zod';
import type { HabitSet } from '../admin/behaviours.ts';
import type { Parameters } from '../deps.ts';
import { ApiError, invalid, notSelectable } from '../errors.ts';
import { wholeBody } from './body.ts';

/** The longest body that is read, in bytes. */
const LARGEST_BODY = 1024 * 1024;

/**
 * All parameters of a request by the contract's names, from the query and from a form or JSON body with the same names;
 * where both have one, the query wins. The habits decide which names and places count.
 * @throws ApiError 400 if the body says it is JSON or a form and can't be read as such; 413 if it is too long
 */
export async function readParameters(c: Context, habits: HabitSet): Promise<Parameters> {
  const place = c.req.method === 'GET' ? 'any' : habits.place;
  const query = place === 'any' || place === 'query' ? c.req.query() : {};
  const body = await readBody(c, place);
  return cap(named({ ...body, ...query }, habits), habits.limitCap);
}

/**
 * Checks parameters against a shape.
 * @throws ApiError 400 naming the first parameter at fault, never repeating its value
 */
export function parse<Shape extends z.ZodType>(shape: Shape, given: Parameters): z.output<Shape> {
  const read = shape.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const parameter = String(issue?.path[0] ?? '');
  throw issue?.code === 'invalid_value' ? notSelectable(parameter) : invalid(parameter, issue?.message);
}

async function readBody(c: Context, place: HabitSet['place']): Promise<Record<string, string>> {
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const isForm = type === 'application/x-www-form-urlencoded' || type === 'multipart/form-data';
  const isJson = type === 'application/json';
  try {
    if (isForm && (place === 'any' || place === 'form')) {
      return texts(Object.fromEntries(await (await wholeBody(c, LARGEST_BODY)).formData()));
    }
    if (isJson && (place === 'any' || place === 'json'))
      return texts(await (await wholeBody(c, LARGEST_BODY)).json());
  } catch (error) {
    throw error instanceof ApiError ? error : unreadable();
  }
  return {};
}

/** Scalars as text, lists joined by commas; null is the same as not sent. */
function texts(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unreadable();
  const entries = Object.entries(body).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, text(value)]));
}

function text(value: unknown): string {
  if (Array.isArray(value)) return value.map(text).join(',');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

function unreadable(): ApiError {
  return new ApiError(400, 10, 'The body could not be read.');
}

function named(given: Record<string, string>, habits: HabitSet): Record<string, string> {
  const taken: Record<string, string> = { ...given };
  for (const [ours, theirs] of Object.entries(habits.rename)) {
    delete taken[ours];
    if (given[theirs] !== undefined) taken[ours] = given[theirs];
  }
  for (const name of habits.ignore) delete taken[name];
  return taken;
}

function cap(given: Record<string, string>, most: number | undefined): Record<string, string> {
  if (most === undefined) return given;
  const asked = given['limit'] === undefined ? 10 : Number(given['limit']);
  return asked > most ? { ...given, limit: String(most) } : given;
}
