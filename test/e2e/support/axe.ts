import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface AxeScope {
  /** What to leave out: a CSS selector, or the selectors of frames and what is in the last of them. */
  readonly exclude?: string | readonly string[];
  readonly disableRules?: readonly string[];
  /** WCAG's own rules alone, or axe's best practices too. */
  readonly rules?: 'wcag' | 'all';
  /** Every frame is of the page's own origin: that spares axe its detour, and a quarter of the time. */
  readonly sameOrigin?: boolean;
}

/** What axe finds on a page that has come to rest, a line for each rule: none when it is accessible. */
export async function violationsOf(page: Page, scope: AxeScope = {}): Promise<string[]> {
  await settle(page);
  const { exclude, disableRules = [], rules = 'wcag', sameOrigin = false } = scope;
  const axe = new AxeBuilder({ page }).setLegacyMode(sameOrigin);
  // `options` would forget tags and rules that were set before it: what passes is not worth its selectors.
  axe.options({ resultTypes: ['violations'] });
  if (rules === 'wcag') axe.withTags(WCAG);
  if (disableRules.length > 0) axe.disableRules([...disableRules]);
  if (exclude !== undefined) axe.exclude(typeof exclude === 'string' ? exclude : [...exclude]);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => {
    const some = nodes.slice(0, 5).map(({ target }) => target.join(' '));
    return `${id}, ${nodes.length} times: ${some.join(', ')}`;
  });
}

/** What is still fading in has not its colours yet. A spinner never ends, and is not waited for. */
async function settle(page: Page): Promise<void> {
  for (const frame of page.frames()) {
    // A frame that goes meanwhile takes what moves in it along.
    await expect
      .poll(() => frame.evaluate(countPassing).catch(() => (frame.isDetached() ? 0 : null)))
      .toBe(0);
  }
}

/** Runs in the page. A tree answers for its own elements alone, so that shadow roots are asked one by one. */
function countPassing(): number {
  const isPassing = ({ playState, effect }: Animation): boolean =>
    playState === 'running' && Number.isFinite(Number(effect?.getComputedTiming().endTime));
  const countIn = (root: Document | ShadowRoot): number =>
    [...root.querySelectorAll('*')].reduce(
      (sum, { shadowRoot }) => sum + (shadowRoot ? countIn(shadowRoot) : 0),
      root.getAnimations().filter(isPassing).length,
    );
  // Where nothing is painted, time stands still.
  return innerWidth === 0 ? 0 : countIn(document);
}
