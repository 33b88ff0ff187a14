import type { Finding } from '../../../src/diagnose/diagnose.ts';
import { byId, setText } from '../shared/dom.ts';
import type { DemoMessages } from '../shared/messages.ts';

export type Diagnosis = () => Promise<readonly Finding[]>;

const ICONS = { ok: 'check', problem: 'close', unknown: 'info' } as const;
/** What is wrong comes first: that is what was asked for. */
const ORDER = ['problem', 'ok', 'unknown'] as const;

const NOTHING: readonly Finding[] = [];

/** *Why can't I take a payment?*: runs the package's own diagnosis when it is asked to, and lists what it found. */
export class PaymentsCheck {
  readonly #button = byId('check-payments', HTMLButtonElement);
  readonly #summary = byId('check-summary', HTMLElement);
  readonly #list = byId('check-findings', HTMLUListElement);
  readonly #diagnose: Diagnosis;
  #words: DemoMessages['settingsTool'] | null = null;
  /** What the list shows now. */
  #listed = NOTHING;
  #state: 'idle' | 'running' | 'failed' | readonly Finding[] = 'idle';

  constructor(diagnose: Diagnosis) {
    this.#diagnose = diagnose;
    this.#button.addEventListener('click', () => void this.#run());
  }

  render(words: DemoMessages['settingsTool']): void {
    // What was found is in the other language's words.
    if (this.#words && this.#words !== words && typeof this.#state === 'object') this.#state = 'idle';
    this.#words = words;
    this.#show();
  }

  async #run(): Promise<void> {
    if (this.#state === 'running') return;
    this.#state = 'running';
    this.#show();
    try {
      this.#state = await this.#diagnose();
    } catch {
      this.#state = 'failed';
    }
    this.#show();
  }

  #show(): void {
    const words = this.#words;
    if (!words) return;
    const findings = typeof this.#state === 'object' ? this.#state : NOTHING;
    this.#button.ariaDisabled = String(this.#state === 'running');
    setText(this.#button, findings.length > 0 ? words.checkAgain : words.checkNow);
    setText(this.#summary, this.#summarize(words, findings));
    if (findings === this.#listed) return;
    this.#listed = findings;
    this.#list.hidden = findings.length === 0;
    const sorted = ORDER.flatMap((outcome) => findings.filter((finding) => finding.outcome === outcome));
    this.#list.replaceChildren(...sorted.map((finding) => item(finding, words.outcomes[finding.outcome])));
  }

  #summarize(words: DemoMessages['settingsTool'], findings: readonly Finding[]): string {
    if (this.#state === 'idle') return '';
    if (this.#state === 'running') return words.checking;
    if (this.#state === 'failed') return words.checkFailed;
    const problems = findings.filter(({ outcome }) => outcome === 'problem').length;
    return problems === 0 ? words.checkGood : words.checkProblems(problems);
  }
}

function item({ outcome, message, help }: Finding, label: string): HTMLLIElement {
  const line = document.createElement('li');
  line.dataset['outcome'] = outcome;
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.setAttribute('class', 'icon');
  icon.setAttribute('role', 'img');
  icon.setAttribute('aria-label', label);
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `/images/icons.svg#${ICONS[outcome]}`);
  icon.append(use);
  const text = document.createElement('span');
  text.textContent = message;
  line.append(icon, text);
  if (help) {
    const advice = document.createElement('span');
    advice.className = 'finding-help';
    advice.textContent = help;
    line.append(advice);
  }
  return line;
}
