import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatTime } from '../../src/components/shared/format.ts';

const MONDAY_MORNING = new Date(2026, 10, 23, 10, 34).getTime();
const DAY = 24 * 60 * 60 * 1000;

test('a time later today stands alone', () => {
  const text = formatTime(MONDAY_MORNING + DAY / 4, 'en-AU', MONDAY_MORNING);
  assert.match(text, /4:34.pm/);
  assert.doesNotMatch(text, /day/);
});

test('a time on another day names it: the same hour tomorrow is not now', () => {
  assert.match(formatTime(MONDAY_MORNING + DAY, 'en-AU', MONDAY_MORNING), /Tuesday.*10:34/);
});
