import { expect } from '@open-wc/testing';
import { http, HttpResponse } from 'msw';
import { setupWorker } from 'msw/browser';

import { diagnose } from '../../src/diagnose/diagnose.ts';
import type { Finding } from '../../src/diagnose/diagnose.ts';
import { browserSurroundings } from '../../src/diagnose/surroundings.ts';
import { MockGateway } from '../../src/testing/mock-gateway.ts';
import { mockGatewayHandlers } from '../../src/testing/msw.ts';

/** On this server, which has none: the worker answers what is fetched, and nothing leaves the machine. */
const url = `${location.origin}/gateway`;

describe('diagnose() in a real page', () => {
  const worker = setupWorker();
  before(() =>
    worker.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url: '/node_modules/msw/lib/mockServiceWorker.js', options: { scope: '/' } },
    }),
  );
  after(() => worker.stop());
  afterEach(() => document.querySelectorAll('iframe, meta[http-equiv]').forEach((one) => one.remove()));

  function aFrame(attributes: Readonly<Record<string, string>>): HTMLIFrameElement {
    const frame = document.createElement('iframe');
    for (const [name, value] of Object.entries(attributes)) frame.setAttribute(name, value);
    document.body.append(frame);
    return frame;
  }

  function examine(gateway: MockGateway, frame: HTMLIFrameElement): Promise<readonly Finding[]> {
    worker.resetHandlers(
      ...mockGatewayHandlers(gateway),
      http.get('https://js.stripe.com/*', () => HttpResponse.error()),
    );
    const token = gateway.token({ role: 'clinician', participantId: 'clinician-1' });
    return diagnose({
      gateway: url,
      hostId: 'h_1',
      frame,
      locale: 'en',
      getToken: () => Promise.resolve(token),
    });
  }

  function messages(findings: readonly Finding[], outcome: Finding['outcome']): string[] {
    return findings.filter((finding) => finding.outcome === outcome).map(({ message }) => message);
  }

  it('names everything that is wrong with a broken embed, each in words', async () => {
    const gateway = new MockGateway({ url });
    gateway.setPayments('clinic_not_enabled');
    const frame = aFrame({ src: 'about:blank', sandbox: 'allow-scripts allow-same-origin allow-forms' });
    expect(messages(await examine(gateway, frame), 'problem')).to.deep.equal([
      `${location.origin} is not set up to show payments.`,
      'The panel was made without permission for payments: Apple Pay and Google Pay will not show.',
      'The panel is in a sandbox that keeps from it what paying needs.',
    ]);
    const inPanel = await diagnose({
      gateway: url,
      locale: 'en',
      timeout: 500,
      getToken: () => Promise.resolve(gateway.token({ role: 'clinician', participantId: 'clinician-1' })),
    });
    expect(messages(inPanel, 'problem')).to.include.members([
      'Payments are open on their own, outside a call.',
      'Payments are not enabled for your clinic.',
      'Stripe’s card form cannot be loaded.',
    ]);
  });

  it('finds nothing wrong with the frame that PaymentsHost makes', async () => {
    const gateway = new MockGateway({ url, pluginUrl: `${url}/app/h_1/` });
    const frame = aFrame({
      src: 'about:blank',
      allow: 'payment *; publickey-credentials-get *; clipboard-write',
    });
    const findings = await examine(gateway, frame);
    expect(messages(findings, 'problem')).to.deep.equal([]);
    expect(findings.filter(({ outcome }) => outcome === 'unknown').map(({ check }) => check)).to.deep.equal([
      'clinic',
      'account',
      'stripe',
    ]);
  });

  it('sees a frame around the panel that keeps payments from it', () => {
    const frame = aFrame({ src: 'about:blank', allow: "payment 'none'" });
    const own = frame.contentWindow as (Window & typeof globalThis) | null;
    expect(own && browserSurroundings(own).allowsPayment()).to.equal(false);
    expect(browserSurroundings().frameFacts(frame).asksForPayment).to.equal(false);
    expect(browserSurroundings().allowsPayment()).to.equal(true);
  });

  it('reads of an allow attribute whether payments are in it', () => {
    const read = (allow: string): boolean =>
      browserSurroundings().frameFacts(aFrame({ allow })).asksForPayment;
    for (const allow of [
      'payment',
      'payment *',
      'camera; payment *',
      'payment https://pay.example.test; camera',
    ])
      expect(read(allow), allow).to.equal(true);
    for (const allow of ['', 'camera', 'paymenthandler', 'payment-x *', "payment 'none'"])
      expect(read(allow), allow).to.equal(false);
  });

  it('sees what the page’s own policy blocks', async () => {
    const frame = aFrame({ src: 'about:blank' });
    const own = frame.contentWindow as Window & typeof globalThis;
    const policy = own.document.createElement('meta');
    policy.httpEquiv = 'content-security-policy';
    policy.content = "frame-src 'none'; script-src 'none'";
    own.document.head.append(policy);
    const surroundings = browserSurroundings(own);
    const read = surroundings.watchPolicy();
    await surroundings.tryFrame(`${url}/v1/hosts/h_1/embedding`, 10_000);
    const isThere = await surroundings.tryScript('https://js.stripe.com/v3/', 10_000);
    expect(isThere).to.equal(false);
    expect(read().map(({ directive }) => directive)).to.deep.equal(['frame-src', 'script-src-elem']);
  });
});
