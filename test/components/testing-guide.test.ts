// The example of docs/testing.md: a unit test holds the two equal.
import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { setupWorker } from 'msw/browser';

import { PaymentSession } from '../../src/index.ts';
import '../../src/define.ts';
import { mockGatewayHandlers } from '../../src/testing/msw.ts';
import { MockGateway, MockHost } from '../../src/testing/testing.ts';

const gateway = new MockGateway({ url: 'https://pay.example.test' });
const worker = setupWorker(...mockGatewayHandlers(gateway));

describe('a page with <pay-now>', () => {
  before(() =>
    worker.start({
      quiet: true,
      onUnhandledFrame: 'bypass',
      serviceWorker: { url: '/node_modules/msw/lib/mockServiceWorker.js', options: { scope: '/' } },
    }),
  );
  after(() => worker.stop());

  it('shows a payment that goes through at the second try', async () => {
    const patient = { id: 'patient-1', displayName: 'Alex Nguyen' };
    const { id } = gateway.add({ payer: patient, amount: 8500, description: 'Consultation fee' });
    gateway.nextCards({ code: 'card_declined', declineCode: 'insufficient_funds' }, 'accepted');
    const host = new MockHost({
      getToken: () => gateway.token({ role: 'patient', participantId: patient.id }),
      context: { role: 'patient', self: patient },
    });
    const session = new PaymentSession({ port: host, gateway: gateway.url, stripe: gateway.stripe });

    const element = await fixture(html`<pay-now .session=${session}></pay-now>`);
    const part = (name: string) => element.shadowRoot?.querySelector<HTMLElement>(`[part~="${name}"]`);
    await waitUntil(() => part('pay-now'));
    part('pay-now')?.click();
    await waitUntil(() => part('pay')?.ariaDisabled === 'false');
    session.setEmail('alex@example.com');

    part('pay')?.click();
    await waitUntil(() => element.shadowRoot?.textContent.includes('not enough money'));
    expect(gateway.requests[0]?.status).to.equal('requested');

    part('pay')?.click();
    await waitUntil(() => element.shadowRoot?.textContent.includes('Payment successful'));
    expect(host.hints.at(-1)).to.deep.equal({ requestId: id, to: 'clinician-1' });
    session.stop();
  });
});
