/** How to open a sandbox. Nothing is read from the environment. */
export interface SandboxOptions {
  /** A file, or `:memory:`. A file that has content is taken as it is: it is not seeded again. */
  db: string;
  /** How many tickets to seed in all (200 is usual). */
  tickets: number;
  /** Equal seeds give equal data on the same (UTC) day. */
  seed: number | string;
  /** Calls a minute for each user, over all endpoints; 0: no limit. */
  rateLimit: number;
  /** Opens `/_sandbox`. */
  admin: boolean;
  /** Key (HS256) of the assertions that the jwt-bearer grant accepts. */
  jwtSecret: string;
  /** Milliseconds since 1970; default the system's clock. */
  clock?: () => number;
  /** Scheme and host for links, without a slash at the end; default: those of the request. */
  publicUrl?: string;
}

/** A running ticket API. */
export interface Sandbox {
  /** Answers a request in process, without a port. Never throws. */
  fetch(request: Request): Promise<Response>;
  /** Listens; port 0 takes a free one. `url` ends in `/api/v3`. @throws if the port is taken */
  listen(port: number, host?: string): Promise<{ url: string; port: number }>;
  /** Frees the port and closes the database. Safe to call twice. */
  close(): Promise<void>;
  /** The tokens that always work. */
  readonly tokens: readonly FixedToken[];
}

/** A token that always works, and whose it is. */
export interface FixedToken {
  /** Login. */
  name: string;
  token: string;
  role: 'agent' | 'admin';
  /** Name of the enterprise. */
  enterprise: string;
}

/**
 * Opens the database, seeds it if it is empty, and puts the API together. It does not listen yet.
 * @throws if the database can't be opened or brought up to date
 */
export async function createSandbox(options: SandboxOptions): Promise<Sandbox> {
  throw new Error(`Not put together yet: ${options.db}`);
}
