import type { Tab } from '../tab.ts';
import { CALLS } from './calls.ts';
import { CARRYING } from './carrying.ts';
import { CONNECTING } from './connecting.ts';
import { CONTRACT } from './contract.ts';
import { LASTING } from './lasting.ts';
import { PACKAGE } from './package.ts';
import { PANEL } from './panel.ts';
import { STRANGERS } from './strangers.ts';

/** A test that runs in any browser: what it shows, and how, in a host's page that is loaded and empty. */
export type Case = readonly [title: string, run: (tab: Tab) => Promise<void>];

export const CASES: readonly Case[] = [
  ...STRANGERS,
  ...CONNECTING,
  ...LASTING,
  ...CALLS,
  ...CARRYING,
  ...PANEL,
  ...PACKAGE,
  ...CONTRACT,
];
