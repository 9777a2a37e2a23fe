import type { HabitSet } from '../admin/behaviours.ts';
import type { Deps } from '../deps.ts';
import type { Directory } from '../directory.ts';

/** What the ticket routes need beyond what every route needs. */
export interface TicketDeps extends Deps {
  directory: Directory;
  habits: () => HabitSet;
}
