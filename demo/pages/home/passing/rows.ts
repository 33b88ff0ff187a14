import type { Lane } from '../../../contract/passed.ts';
import type { Line } from './line.ts';
import type { Step } from './words.ts';

export interface Told {
  readonly id: number;
  /** UTC milliseconds. */
  readonly at: number;
  readonly line: Line;
}

/** A row of the list: where a step of the journey begins, a line, or the small messages of a step, at its end. */
export type Row =
  | { readonly kind: 'step'; readonly id: number; readonly step: Step }
  | ({ readonly kind: 'line' } & Told)
  | { readonly kind: 'folded'; readonly id: number; readonly lines: readonly Told[] };

/** Puts lines under the steps of the journey, without the lanes that are hidden, and folds the quiet ones. */
export function toRows(told: readonly Told[], hidden: ReadonlySet<Lane>): readonly Row[] {
  const rows: Row[] = [];
  let quiet: Told[] = [];
  let saidByEvents = new Set<string>();
  let step: Step = 'start';
  let shownStep: Step | null = null;
  const fold = () => {
    // By the step that it ends: more of it may come.
    const id = rows.findLast(({ kind }) => kind === 'step')?.id ?? 0;
    if (quiet.length > 0) rows.push({ kind: 'folded', id, lines: quiet });
    quiet = [];
  };
  for (const one of told) {
    const { id, line } = one;
    step = line.begins ?? step;
    // A new request, of which the same may be said once more.
    if (line.begins === 'request') saidByEvents = new Set();
    if (hidden.has(line.lane)) continue;
    if (step !== shownStep) {
      fold();
      rows.push({ kind: 'step', id, step });
      shownStep = step;
    }
    // An event says how things stand. That they stand as before is no news.
    const isRepeated = line.lane === 'events' && saidByEvents.has(line.text);
    if (line.lane === 'events') saidByEvents.add(line.text);
    if (line.quiet || isRepeated) quiet.push(one);
    else rows.push({ kind: 'line', ...one });
  }
  fold();
  return rows;
}
