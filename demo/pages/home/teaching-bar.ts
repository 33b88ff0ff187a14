import { render } from 'lit';

import type { Lane, Passed, SwitchName, SwitchState } from '../../contract/passed.ts';
import { barMessagesFor } from './bar-messages.ts';
import { barView, type BarTab } from './bar-view.ts';
import { describeFact } from './passing/describe-fact.ts';
import { describeMessage } from './passing/describe-message.ts';
import { timeOf, type Line, type Passing, type Wording } from './passing/line.ts';
import type { Told } from './passing/rows.ts';
import { Timeline, type Item } from './passing/timeline.ts';
import { passingWordsFor } from './passing/words.ts';

const REMEMBERED = 'video-call-demo bar';
/** A list that is scrolled to within this many pixels of its end follows what comes. */
const NEAR_END = 48;
/** With less room for the calls the bar begins closed, the latest line in sight. */
const ROOMY = '(min-width: 900px) and (min-height: 820px)';
const WIDE = matchMedia('(min-width: 900px)');

export interface TeachingBarOptions {
  readonly root: HTMLElement;
  readonly locale: string;
  readonly hasSimulator: boolean;
  /** What the person of a role is called. */
  readonly nameOf: (role: string) => string;
  readonly turn: (name: SwitchName, on: boolean) => Promise<unknown>;
  readonly allOff: () => Promise<unknown>;
  readonly killGateway: () => Promise<unknown>;
}

/** The bar that tells in plain words what just passed, with test cards and faults at hand. */
export class TeachingBar {
  readonly #options: TeachingBarOptions;
  readonly #timeline = new Timeline();
  readonly #hidden = new Set<Lane>();
  /** Lines and folds whose message is shown. */
  readonly #opened = new Set<string>();
  #lines = new WeakMap<Passing, Line>();
  #locale: string;
  #isOpen = recallOpen() ?? matchMedia(ROOMY).matches;
  #tab: BarTab = 'messages';
  /** What was there when it was paused. */
  #paused: readonly Item[] | null = null;
  #switches: readonly SwitchState[] = [];
  /** Clicks on switches that have no answer yet. */
  #turns = 0;
  #turned: Promise<void> = Promise.resolve();
  #gateway: Passed['gateway'] = 'up';
  #copied: string | null = null;
  #hasFailed = false;
  #follows = true;
  #isWaiting = false;

  constructor(options: TeachingBarOptions) {
    this.#options = options;
    this.#locale = options.locale;
    WIDE.addEventListener('change', () => this.#changed());
    this.#changed();
  }

  setLocale(locale: string): void {
    this.#locale = locale;
    this.#lines = new WeakMap();
    this.#changed();
  }

  add(...news: readonly Passing[]): void {
    this.#timeline.add(...news);
    if (news.length > 0) this.#changed();
  }

  setStanding({ switches, gateway }: Pick<Passed, 'switches' | 'gateway'>): void {
    // What was asked before the last click says how things stood before it.
    if (this.#turns === 0) this.#switches = switches;
    this.#gateway = gateway;
    this.#changed();
  }

  /** Once a frame, however much comes at once. */
  #changed(): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    requestAnimationFrame(() => {
      this.#isWaiting = false;
      this.#render();
    });
  }

  #render(): void {
    const { root, hasSimulator } = this.#options;
    const shown = this.#paused ?? this.#timeline.items;
    const view = barView(
      {
        messages: barMessagesFor(this.#locale),
        words: passingWordsFor(this.#locale),
        time: new Intl.DateTimeFormat(this.#locale, { timeStyle: 'medium', hourCycle: 'h23' }),
        told: shown.map((item) => this.#tell(item)),
        waiting: this.#paused ? this.#timeline.items.filter((item) => !shown.includes(item)).length : null,
        isOpen: this.#isOpen,
        isWide: WIDE.matches,
        follows: this.#follows,
        tab: this.#tab,
        hasCards: hasSimulator,
        hidden: this.#hidden,
        opened: this.#opened,
        switches: this.#switches,
        gateway: this.#gateway,
        copied: this.#copied,
        hasFailed: this.#hasFailed,
      },
      {
        toggle: () => this.#toggle(),
        choose: (tab) => this.#set(() => (this.#tab = tab)),
        filter: (lane) => this.#set(() => flip(this.#hidden, lane, !this.#hidden.has(lane))),
        open: (row, key) => this.#open(row, key),
        pause: () => this.#set(() => (this.#paused = this.#paused ? null : this.#timeline.items)),
        clear: () => this.#clear(),
        scrolled: (list) => this.#scrolled(list),
        toEnd: () => this.#set(() => (this.#follows = true)),
        copy: (number) => void this.#copy(number),
        turn: (name, on) =>
          this.#turn(
            ({ name: each }) => each === name,
            on,
            () => this.#options.turn(name, on),
          ),
        allOff: () => this.#turn(() => true, false, this.#options.allOff),
        killGateway: () => void this.#try(this.#options.killGateway),
      },
    );
    render(view, root);
    const list = root.querySelector('.bar-list');
    if (list && this.#follows && !this.#paused) list.scrollTop = list.scrollHeight;
  }

  #tell({ id, passing }: Item): Told {
    let line = this.#lines.get(passing);
    if (!line) {
      const wording: Wording = {
        words: passingWordsFor(this.#locale),
        locale: this.#locale,
        nameOf: this.#options.nameOf,
      };
      line =
        passing.from === 'page'
          ? describeMessage(passing.role, passing.message, wording)
          : describeFact(passing.fact, wording);
      this.#lines.set(passing, line);
    }
    return { id, at: timeOf(passing), line };
  }

  #set(change: () => unknown): void {
    change();
    this.#changed();
  }

  #toggle(): void {
    this.#isOpen = !this.#isOpen;
    this.#follows = true;
    rememberOpen(this.#isOpen);
    this.#changed();
  }

  /** Whoever reads a message is not carried away by what comes. */
  #open(row: HTMLDetailsElement, key: string): void {
    flip(this.#opened, key, row.open);
    if (row.open) this.#follows = false;
    this.#render();
    if (row.open) row.scrollIntoView({ block: 'nearest' });
  }

  #clear(): void {
    this.#timeline.clear();
    this.#opened.clear();
    this.#paused &&= [];
    this.#changed();
  }

  #scrolled({ scrollTop, scrollHeight, clientHeight }: HTMLElement): void {
    const follows = scrollHeight - scrollTop - clientHeight < NEAR_END;
    if (follows === this.#follows) return;
    this.#follows = follows;
    this.#changed();
  }

  async #copy(number: string): Promise<void> {
    await this.#try(() => navigator.clipboard.writeText(number.replaceAll(' ', '')));
    if (!this.#hasFailed) this.#set(() => (this.#copied = number));
  }

  /** Shows the switches as they will be, and sends one change after the other. */
  #turn(isMeant: (each: SwitchState) => boolean, on: boolean, send: () => Promise<unknown>): void {
    const before = this.#switches;
    this.#switches = before.map((each) => (isMeant(each) ? { ...each, on } : each));
    const earlier = this.#turned;
    const take = async (): Promise<void> => {
      await earlier;
      await this.#try(send);
      this.#turns -= 1;
      if (this.#hasFailed) this.#switches = before;
    };
    this.#turns += 1;
    this.#turned = take();
    this.#changed();
  }

  async #try(action: () => Promise<unknown>): Promise<void> {
    this.#copied = null;
    try {
      await action();
      this.#hasFailed = false;
    } catch {
      this.#hasFailed = true;
    }
    this.#changed();
  }
}

function flip<T>(set: Set<T>, value: T, isIn: boolean): void {
  if (isIn) set.add(value);
  else set.delete(value);
}

function recallOpen(): boolean | null {
  try {
    const kept = localStorage.getItem(REMEMBERED);
    return kept === null ? null : kept === 'open';
  } catch {
    return null; // No storage for this page: it begins as if for the first time.
  }
}

function rememberOpen(isOpen: boolean): void {
  try {
    localStorage.setItem(REMEMBERED, isOpen ? 'open' : 'closed');
  } catch {
    // No storage for this page, so there is nothing to remember with.
  }
}
