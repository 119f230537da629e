import type { PlacedHazard } from './hazards.ts';
import type { Change } from './report.ts';

/** A change with the places of its hazards. */
export interface PlacedChange {
  readonly change: Change;
  readonly hazards: readonly PlacedHazard[];
}
