/** Reads one value of a response. Never throws. */
export type Decode<T> = (value: unknown) => T;

/** The overridden wire names of a field; undefined for none. */
export type Renames = (record: string, field: string) => readonly string[] | undefined;

/** A type of values in responses. It becomes a decoder once the overrides are known. */
export type Type<T> = (renames: Renames) => Decode<T>;
