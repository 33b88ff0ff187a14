import assert from 'node:assert/strict';

import { conversations, RequestIds, says } from '../../contract/conversations.ts';
import type { Conversation, Fields } from '../../contract/conversations.ts';
import { eventually } from '../tab.ts';
import type { Tab } from '../tab.ts';
import type { Case } from './cases.ts';

/** How the host's page is made to send what is no answer. */
const ACTS: Readonly<Record<string, () => unknown>> = {
  'can close': () => void window.kit.hosts[0]?.canClose(),
  'change locale': () => window.kit.hosts[0]?.updateContext({ locale: 'it' }),
  'change person': () => window.kit.hosts[0]?.updateContext({ self: { id: 'dr-wu' } }),
  'hint arrives': () =>
    void window.kit.other.send(
      JSON.stringify({
        ns: 'video-call-payments',
        messageId: 'm-9',
        type: 'payment-changed',
        data: { requestId: 'pr_9' },
      }),
    ),
};

/** Plays a plugin's half to today's host, and holds the host's answers to the record. */
async function replay(tab: Tab, { steps }: Conversation): Promise<void> {
  const mounting = tab.mount('h_raw');
  await eventually(async () => assert.equal(await tab.inPlugin(() => window.raw?.isBound), true));
  const ids = new RequestIds();
  let read = 0;

  async function hear(envelope: Fields): Promise<void> {
    await eventually(async () => {
      const heard = (await tab.allReceived()).slice(read) as unknown as Fields[];
      const index = heard.findIndex((sent) => says(sent, ids.expected(envelope)));
      assert.ok(index >= 0, `${JSON.stringify(heard)} has no ${JSON.stringify(envelope)}`);
      ids.asked(envelope, heard[index] ?? {});
      read += index + 1;
    });
  }

  for (const { from, envelope, act, causes } of steps) {
    assert.ok(from && envelope);
    if (from === 'host') {
      if (act !== undefined) await tab.page.evaluate(ACTS[act] ?? assert.fail(act));
      await hear(envelope);
      continue;
    }
    // A document that comes back says hello as another load.
    if (act === 'come back') await tab.inPlugin(() => window.raw.renew());
    await tab.say(ids.played(envelope));
    if (causes === 'panel opened')
      await eventually(async () =>
        assert.deepEqual(await tab.page.evaluate(() => window.kit.panelCalls), [{ focus: false }]),
      );
    else if (causes !== undefined) await tab.heard(causes);
  }
  assert.equal(await mounting, null);
}

/** Protocol version 1 as it was when it was published: a plugin of then with the host of today. */
export const CONTRACT: readonly Case[] = conversations('host').map(
  (conversation) =>
    [`version 1 for ever: ${conversation.about}`, (tab: Tab) => replay(tab, conversation)] as const,
);
