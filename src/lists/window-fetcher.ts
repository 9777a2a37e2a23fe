import type { Direction, FetchWindow, WindowResponse } from '../paging/types.ts';
import { fromEpochSeconds } from './epoch-seconds.ts';
import { type ParamToInput, withInputPath } from './input-path.ts';

/** The parameters of a window. */
interface WindowParams {
  readonly offset: number;
  readonly limit: number;
  readonly order: Direction;
  readonly since: Date | undefined;
  readonly until: Date | undefined;
}

/** Reads windows of a list with its list call. A rejected parameter names the client's input. */
export const windowFetcher =
  <Row>(
    list: (window: WindowParams, options: { fresh: boolean }) => Promise<WindowResponse<Row>>,
    paramToInput: ParamToInput,
  ): FetchWindow<Row> =>
  ({ fresh = false, offset, limit, direction: order, createdSince, createdBefore }) => {
    const window = {
      offset,
      limit,
      order,
      since: fromEpochSeconds(createdSince),
      until: fromEpochSeconds(createdBefore),
    };
    return withInputPath(paramToInput, () => list(window, { fresh }));
  };
