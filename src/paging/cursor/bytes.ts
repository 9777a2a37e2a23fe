/** Largest magnitude of a signed integer: twice of it is still a safe integer. */
export const MAX_INT = 2 ** 52 - 1;

/** Writes integers as LEB128 (signed ones as zigzag) and strings with their length before them. */
export class ByteWriter {
  readonly #bytes: number[] = [];

  /** An integer from 0 to 2^53 - 1. @throws RangeError for any other number */
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

  /** An integer from -{@link MAX_INT} to {@link MAX_INT}. */
  int(value: number): this {
    return this.uint(value < 0 ? -value * 2 - 1 : value * 2);
  }

  double(value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return this.raw(bytes);
  }

  string(value: string): this {
    const bytes = Buffer.from(value);
    return this.uint(bytes.length).raw(bytes);
  }

  /** Bytes without their length: the reader must know it. */
  raw(bytes: Uint8Array): this {
    this.#bytes.push(...bytes);
    return this;
  }

  finish(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Reads the bytes of a {@link ByteWriter}. Every method throws RangeError if the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #position = 0;

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

  string(): string {
    return Buffer.from(this.raw(this.uint())).toString();
  }

  raw(length: number): Uint8Array {
    const start = this.#position;
    this.#position += length;
    if (this.#position > this.#bytes.length) throw new RangeError('cut short');
    return this.#bytes.subarray(start, this.#position);
  }
}
