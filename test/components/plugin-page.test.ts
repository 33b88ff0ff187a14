import { expect } from '@open-wc/testing';

import { aContext, aGatewaySession, aReadyState } from '../../demo/pages/staged/samples.ts';
import { showPage } from '../../src/plugin-page/show-page.ts';
import { applyTheme } from '../../src/plugin-page/theme.ts';
import { defineElements } from '../../src/define.ts';
import type { Role } from '../../src/contract/roles.ts';
import { PaymentsError } from '../../src/errors.ts';
import { loadLocalization } from '../../src/localization/load.ts';
import type { SessionState } from '../../src/session/state.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

function stateFor(role: Role, change: Partial<SessionState> = {}): SessionState {
  const session = aGatewaySession({ role });
  return aReadyState({ connection: { status: 'ready', session, context: aContext() }, ...change });
}

defineElements();

describe('the plugin page', () => {
  const main = document.createElement('main');
  let release: () => void = () => {};

  function show(session: FakeSession): void {
    document.body.append(main);
    release = showPage(main, session);
  }

  function tags(): string[] {
    return [...main.children].map(({ localName }) => localName);
  }

  afterEach(() => {
    release();
    main.remove();
    const root = document.documentElement;
    root.lang = 'en';
    root.removeAttribute('dir');
    root.removeAttribute('style');
    root.removeAttribute('data-theme');
  });

  it('gives a clinician the form and the pop-up', () => {
    show(new FakeSession(stateFor('clinician')));
    expect(tags()).to.deep.equal(['request-payment', 'payment-received-toast', 'footer']);
  });

  it('gives who pays what they pay with', () => {
    show(new FakeSession(stateFor('patient')));
    expect(tags()).to.deep.equal(['pay-now', 'footer']);
  });

  it('tells everybody else that there is nothing for them to do', () => {
    for (const role of ['observer', 'clinic-admin'] as const) {
      show(new FakeSession(stateFor(role)));
      expect(tags()).to.deep.equal(['p', 'footer']);
      expect(main.innerText).to.contain('nothing for you to do');
      release();
    }
  });

  it('says why there is no connection before it is known who this is', async () => {
    const error = new PaymentsError('ORIGIN_NOT_ALLOWED', '');
    show(new FakeSession(aReadyState({ connection: { status: 'unavailable', error, retryAt: null } })));
    const element = main.querySelector('request-payment');
    await element?.updateComplete;
    expect(element?.shadowRoot?.querySelector('.shell')?.textContent).to.contain(
      'not set up to show payments',
    );
  });

  it('keeps showing a patient’s page when the connection is lost for good', () => {
    const session = new FakeSession(stateFor('patient'));
    show(session);
    const error = new PaymentsError('HOST_GONE', '');
    session.set({ connection: { status: 'unavailable', error, retryAt: null } });
    expect(tags()).to.deep.equal(['pay-now', 'footer']);
  });

  it('names Stripe, and a test environment', () => {
    show(new FakeSession(stateFor('patient')));
    expect(main.querySelector('footer')?.innerText).to.equal('Payments by Stripe · simulated');
  });

  it('is in the person’s language and direction, and follows a change', async () => {
    const session = new FakeSession(stateFor('patient', { localization: await loadLocalization('it') }));
    show(session);
    expect(document.documentElement.lang).to.equal('it');
    expect(document.title).to.equal('Pagamenti');
    session.set({ localization: await loadLocalization('ar') });
    expect(document.documentElement.dir).to.equal('rtl');
  });

  it('takes the host’s theme, and only what is harmless of its tokens', () => {
    const root = document.documentElement;
    applyTheme(root, {
      mode: 'dark',
      tokens: {
        '--payment-color-primary': 'rebeccapurple',
        '--payment-radius': '4px',
        '--payment-font-family': "'Inter', sans-serif",
        '--payment-a': 'url(https://evil.example/x)',
        '--payment-b': 'red; background: red',
        '--payment-c': 'u\\72l(x)',
        '--payment-d': 'IMAGE-SET("x" 1x)',
        '--payment-e': 'x'.repeat(201),
        '--payment-UPPER': 'red',
        '--other': 'red',
        color: 'red',
      },
    });
    expect(root.dataset['theme']).to.equal('dark');
    expect([...root.style]).to.have.members([
      '--payment-color-primary',
      '--payment-radius',
      '--payment-font-family',
    ]);
  });

  it('drops a token that the host no longer gives', () => {
    const root = document.documentElement;
    applyTheme(root, { mode: 'light', tokens: { '--payment-radius': '4px' } });
    applyTheme(root, { mode: 'light', tokens: {} });
    expect([...root.style]).to.deep.equal([]);
  });
});
