import { expect } from '@open-wc/testing';
import { LitElement, css, html } from 'lit';

import { aContext, aGatewaySession, aReadyState } from '../../demo/pages/staged/samples.ts';
import { ScreensLoader } from '../../src/components/shared/screens-loader.ts';
import type { ReadyConnection, Screens } from '../../src/components/shared/screens-loader.ts';
import { loadLocalization } from '../../src/localization/load.ts';
import type { SessionState } from '../../src/session/state.ts';

const CONNECTION: ReadyConnection = { status: 'ready', session: aGatewaySession(), context: aContext() };

interface Words {
  readonly here: string;
}

const SCREENS: Screens<Words> = {
  styles: [
    css`
      p {
        color: rgb(1, 2, 3);
      }
    `,
  ],
  loadWords: (language) => Promise.resolve({ here: language === 'it' ? 'Eccole.' : 'Here they are.' }),
  render: ({ localization: { messages } }) => html`<p>${messages.here}</p>`,
};

class Frame extends LitElement {
  state: SessionState = aReadyState();
  load: () => Promise<Screens<Words>> = () => Promise.resolve(SCREENS);
  readonly #loader = new ScreensLoader(this, () => this.load());

  override render() {
    return this.#loader.render(this.state, CONNECTION);
  }
}
customElements.define('screens-frame', Frame);

async function settled(frame: Frame): Promise<string> {
  await frame.updateComplete;
  await new Promise((resolve) => setTimeout(resolve));
  await frame.updateComplete;
  return frame.renderRoot.textContent ?? '';
}

describe("an element's screens", () => {
  const frame = () => document.createElement('screens-frame') as Frame;
  let current: Frame;
  beforeEach(() => (current = frame()));
  afterEach(() => current.remove());

  it('are loaded once, with their styles', async () => {
    let loads = 0;
    current.load = () => {
      loads += 1;
      return Promise.resolve(SCREENS);
    };
    document.body.append(current);
    expect(await settled(current)).to.equal('Here they are.');
    const text = current.renderRoot.querySelector('p');
    expect(text && getComputedStyle(text).color).to.equal('rgb(1, 2, 3)');
    current.requestUpdate();
    await settled(current);
    expect(loads).to.equal(1);
  });

  it('say that they did not arrive, and come when they are asked for again', async () => {
    const load = current.load;
    current.load = () => Promise.reject(new Error('The network is gone.'));
    document.body.append(current);
    expect(await settled(current)).to.contain('We cannot reach the payment service');
    current.load = load;
    current.renderRoot.querySelector('button')?.click();
    expect(await settled(current)).to.equal('Here they are.');
  });

  it('speak the language of the session, and the next one as soon as its words are there', async () => {
    let arrive = (_words: Words): void => {};
    const english = new Promise<Words>((resolve) => (arrive = resolve));
    const loadWords = (language: string) => (language === 'en' ? english : SCREENS.loadWords(language));
    current.load = () => Promise.resolve({ ...SCREENS, loadWords });
    current.state = aReadyState({ localization: await loadLocalization('it') });
    document.body.append(current);
    expect(await settled(current)).to.equal('Eccole.');
    current.state = aReadyState();
    current.requestUpdate();
    expect(await settled(current)).to.equal('Eccole.');
    arrive({ here: 'Here they are.' });
    expect(await settled(current)).to.equal('Here they are.');
  });
});
