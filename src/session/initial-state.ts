import { defaultLocalization } from '../localization/load.ts';
import { EMPTY_DRAFT } from './session-memory.ts';
import type { SessionState } from './state.ts';

/** What there is before anything is known. */
export const INITIAL_STATE: SessionState = {
  connection: { status: 'connecting' },
  localization: defaultLocalization,
  requests: [],
  creation: { status: 'idle' },
  draft: EMPTY_DRAFT,
  notifications: [],
};
