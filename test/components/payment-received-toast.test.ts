import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';

import { aContext, aGatewaySession, aReadyState, paid } from '../../demo/pages/staged/samples.ts';
import { Countdown } from '../../src/components/payment-received-toast/countdown.ts';
import type { PaymentReceivedToast } from '../../src/components/payment-received-toast/payment-received-toast.ts';
import type { PaymentNotification } from '../../src/session/host-port.ts';
import { anElement, buttonNamed, query, textOf } from '../support/browser/element-fixture.ts';
import { FakeTimers } from '../support/browser/fake-timers.ts';
import { FakeSession } from '../support/browser/fake-session.ts';

function aNotification(id: string): PaymentNotification {
  return {
    id,
    kind: 'payment-received',
    title: 'Payment received',
    body: `Alex Nguyen paid $85.00 for ${id}.`,
    dismissLabel: 'Dismiss',
  };
}

function aSession(...ids: readonly string[]): FakeSession {
  return new FakeSession(aReadyState({ notifications: ids.map(aNotification) }));
}

async function aToast(session: FakeSession, attributes: Record<string, string> = {}) {
  await sendMouse({ type: 'move', position: [0, 590] });
  return anElement('payment-received-toast', session, attributes);
}

function stackOf(element: PaymentReceivedToast): HTMLElement {
  const stack = query(element, '.shell');
  if (!stack) throw new Error('The toast drew no stack.');
  return stack;
}

describe('<payment-received-toast>', () => {
  let timers: FakeTimers;
  beforeEach(() => (timers = new FakeTimers()));
  afterEach(() => timers.restore());

  it('is accessible', async () => {
    timers.restore();
    await expect(await aToast(aSession('a'))).to.be.accessible();
  });

  for (const mode of ['dark', 'contrast'] as const) {
    it(`is accessible (${mode})`, async () => {
      timers.restore();
      const session = aGatewaySession();
      const context = aContext({ theme: { mode, tokens: {} } });
      const state = aReadyState({
        connection: { status: 'ready', session, context },
        notifications: [aNotification('a')],
      });
      await expect(await aToast(new FakeSession(state))).to.be.accessible();
    });
  }

  it('shows nothing without a notification, and offers its place to the session', async () => {
    const session = aSession();
    const element = await aToast(session);
    expect(stackOf(element).matches(':popover-open')).to.equal(false);
    expect(stackOf(element).checkVisibility()).to.equal(false);
    expect(session.callsOf('setNotificationOutlet')).to.deep.equal([[true]]);
    element.remove();
    expect(session.callsOf('setNotificationOutlet')).to.deep.equal([[true], [false]]);
  });

  it('stands above everything in its document', async () => {
    const element = await aToast(aSession('a'));
    const cover = document.createElement('div');
    cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:red';
    document.body.append(cover);
    const { left, top } = stackOf(element).getBoundingClientRect();
    expect(document.elementFromPoint(left + 40, top + 30)).to.equal(element);
    cover.remove();
  });

  it('says what was received, and is no live region: the session’s announcer speaks', async () => {
    const element = await aToast(aSession('a'));
    expect(textOf(element)).to.contain('Payment received').and.to.contain('Alex Nguyen paid $85.00');
    expect(element.renderRoot.querySelector('[aria-live], [role="status"], [role="alert"]')).to.equal(null);
  });

  it('stacks several', async () => {
    const element = await aToast(aSession('a', 'b'));
    expect(element.renderRoot.querySelectorAll('.toast')).to.have.length(2);
  });

  it('goes when it is dismissed, alone', async () => {
    const session = aSession('a', 'b');
    const element = await aToast(session);
    buttonNamed(element, 'Dismiss').click();
    await element.updateComplete;
    expect(session.callsOf('dismissNotification')).to.deep.equal([['a']]);
    expect(textOf(element)).to.contain('for b').and.not.to.contain('for a');
  });

  it('goes on Escape while it has focus', async () => {
    timers.restore();
    const session = aSession('a');
    const element = await aToast(session);
    buttonNamed(element, 'Dismiss').focus();
    await sendKeys({ press: 'Escape' });
    expect(session.callsOf('dismissNotification')).to.deep.equal([['a']]);
  });

  it('goes by itself after 20 seconds, not before', async () => {
    const session = aSession('a');
    await aToast(session);
    timers.advance(19_900);
    expect(session.callsOf('dismissNotification')).to.have.length(0);
    timers.advance(200);
    expect(session.callsOf('dismissNotification')).to.deep.equal([['a']]);
  });

  it('stays longer when asked to, never shorter than 20 seconds', async () => {
    const short = aSession('a');
    await aToast(short, { duration: '3' });
    const long = aSession('b');
    await aToast(long, { duration: '60' });
    const odd = aSession('c');
    await aToast(odd, { duration: 'soon' });
    timers.advance(19_900);
    expect(short.callsOf('dismissNotification').length + odd.callsOf('dismissNotification').length).to.equal(
      0,
    );
    timers.advance(200);
    expect(short.callsOf('dismissNotification')).to.have.length(1);
    expect(odd.callsOf('dismissNotification')).to.have.length(1);
    expect(long.callsOf('dismissNotification')).to.have.length(0);
    timers.advance(40_000);
    expect(long.callsOf('dismissNotification')).to.have.length(1);
  });

  it('waits while the pointer is over it', async () => {
    const session = aSession('a');
    const element = await aToast(session);
    timers.advance(15_000);
    stackOf(element).dispatchEvent(new PointerEvent('pointerenter'));
    timers.advance(60_000);
    expect(session.callsOf('dismissNotification')).to.have.length(0);
    stackOf(element).dispatchEvent(new PointerEvent('pointerleave'));
    timers.advance(4_900);
    expect(session.callsOf('dismissNotification')).to.have.length(0);
    timers.advance(200);
    expect(session.callsOf('dismissNotification')).to.have.length(1);
  });

  it('waits while it has focus', async () => {
    const session = aSession('a');
    const element = await aToast(session);
    buttonNamed(element, 'Dismiss').focus();
    timers.advance(60_000);
    expect(session.callsOf('dismissNotification')).to.have.length(0);
    buttonNamed(element, 'Dismiss').blur();
    await Promise.resolve();
    timers.advance(20_100);
    expect(session.callsOf('dismissNotification')).to.have.length(1);
  });

  it('waits while its page is hidden', async () => {
    const session = aSession('a');
    await aToast(session);
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
    timers.advance(60_000);
    expect(session.callsOf('dismissNotification')).to.have.length(0);
    Reflect.deleteProperty(document, 'visibilityState');
    document.dispatchEvent(new Event('visibilitychange'));
    timers.advance(20_100);
    expect(session.callsOf('dismissNotification')).to.have.length(1);
  });

  it('gives a second one its own time', async () => {
    const session = aSession('a');
    const element = await aToast(session);
    timers.advance(10_000);
    session.set({ notifications: [aNotification('a'), aNotification('b')] });
    await element.updateComplete;
    timers.advance(10_100);
    expect(session.callsOf('dismissNotification')).to.deep.equal([['a']]);
    await element.updateComplete;
    timers.advance(10_000);
    expect(session.callsOf('dismissNotification')).to.deep.equal([['a'], ['b']]);
  });

  it('leaves no timer behind when it is taken away', async () => {
    const element = await anElement('payment-received-toast', aSession('a'));
    expect(timers.pending).to.equal(1);
    element.remove();
    expect(timers.pending).to.equal(0);
  });

  it('tells outside code of a payment, once', async () => {
    const session = aSession();
    const element = await aToast(session);
    const heard = oneEvent(element, 'payment-received');
    session.tell({ name: 'payment-received', request: paid() });
    expect((await heard).type).to.equal('payment-received');
  });
});

describe('a countdown', () => {
  it('is no faster for being paused twice or run twice', () => {
    const timers = new FakeTimers();
    let ended = 0;
    const countdown = new Countdown(1000, () => (ended += 1));
    countdown.run();
    countdown.run();
    timers.advance(400);
    countdown.pause();
    countdown.pause();
    timers.advance(5000);
    countdown.run();
    timers.advance(590);
    expect(ended).to.equal(0);
    timers.advance(20);
    expect(ended).to.equal(1);
    timers.restore();
  });
});
