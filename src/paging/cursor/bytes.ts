/** Largest magnitude written: twice of it is still a safe integer. */
export const LARGEST_INT = 2 ** 52 - 1;

/** Writes small integers in few bytes (LEB128; signed ones as zigzag) and texts with their length before them. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  /** A whole number from 0 to 2^53 - 1; anything else throws RangeError, since it would come back as another. */
  uint(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError('not an unsigned integer');
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes.push(rest);
    return this;
  }

  /** A whole number of at most {@link LARGEST_INT} either way. */
  int(value: number): this {
    return this.uint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  /** A double, eight bytes. */
  double(value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return this.raw(bytes);
  }

  text(value: string): this {
    const bytes = Buffer.from(value);
    return this.uint(bytes.length).raw(bytes);
  }

  /** Bytes as they are; the reader must know how many. */
  raw(bytes: Uint8Array): this {
    this.#bytes.push(...bytes);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Reads what {@link ByteWriter} wrote. Every method throws RangeError when the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  uint(): number {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = this.raw(1)[0] ?? 0;
      value += (byte & 0x7f) * unit;
      if (!Number.isSafeInteger(value)) throw new RangeError('integer too large');
      if (byte < 0x80) return value;
      unit *= 0x80;
    }
  }

  int(): number {
    const value = this.uint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  double(): number {
    return Buffer.from(this.raw(8)).readDoubleBE();
  }

  text(): string {
    return Buffer.from(this.raw(this.uint())).toString();
  }

  raw(length: number): Uint8Array {
    const from = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) throw new RangeError('cut short');
    return this.#bytes.subarray(from, this.#at);
  }
}
