import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so many bytes their buffers are freed, of which there are two or three times as many. Smaller files leave that to V8. */
const SWEEP_AFTER = 8 * 1024 * 1024;

/** How V8's nursery grows when much in it survives: not at all, or as it does by itself. */
const [STILL, DOUBLING] = [1, 2];

/** Large files that are on their way. */
let underWay = 0;

/**
 * Sweeps behind a file while it is sent. V8 frees buffers too, but when its helpers get to it: on a busy machine a large file
 * left up to 100 MB behind. And its nursery doubles meanwhile, by up to 45 MB which then stay: for as long as a large file is
 * on its way it does not.
 */
export class Sweep {
  #bytes = 0;
  #isLarge = false;

  /** So much went out. Now and then takes some 30 milliseconds, during which no request is served. */
  passed(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes < SWEEP_AFTER) return;
    this.#bytes = 0;
    if (!this.#isLarge) {
      this.#isLarge = true;
      underWay += 1;
      growNurseryBy(STILL);
    }
    collect();
  }

  /** The file is out, or given up. */
  end(): void {
    if (!this.#isLarge) return;
    this.#isLarge = false;
    underWay -= 1;
    if (underWay === 0) growNurseryBy(DOUBLING);
  }
}

const growNurseryBy = (factor: number): void => setFlagsFromString(`--semi-space-growth-factor=${factor}`);

let collector: (() => void) | undefined;

/** V8's own function, which exists only where a flag is set. */
function collect(): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    // @NOTE with the flag set, a new context has `gc`, as V8 documents it.
    collector = runInNewContext('gc') as () => void;
  }
  collector();
}
