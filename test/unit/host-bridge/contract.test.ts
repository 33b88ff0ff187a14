import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

import { conversations, FOLDER, RequestIds, says } from '../../contract/conversations.ts';
import type { Conversation, Fields } from '../../contract/conversations.ts';
import { never, setup, tick } from './plugin-setup.ts';
import type { Setup } from './plugin-setup.ts';

const TOAST = {
  id: 'pr_1',
  kind: 'payment-received',
  title: 'Payment received',
  body: 'Pat paid $85.00.',
  dismissLabel: 'Dismiss',
} as const;

/** How the plugin's page is made to send what is no answer. */
const ACTS: Readonly<Record<string, (page: Setup, told: string[]) => unknown>> = {
  ready: ({ bridge }) => bridge.ready(),
  'get token': ({ bridge }, told) => tell(bridge.getToken(), told),
  'get another token': ({ bridge }, told) => tell(bridge.getToken({ force: true }), told),
  'open panel': ({ bridge }) => void bridge.openPanel(),
  'set busy': ({ bridge }) => bridge.setBusy(true),
  'set badge': ({ bridge }) => bridge.setBadge(2),
  'set height': ({ bridge }) => bridge.setMinHeight(640),
  'report a request': ({ bridge }) => bridge.report({ name: 'payment-requested', requestId: 'pr_1' }),
  'report a payment': ({ bridge }) => bridge.report({ name: 'payment-received', requestId: 'pr_1' }),
  notify: ({ bridge }) => bridge.notify(TOAST),
  'send hint': ({ bridge }) => bridge.sendHint({ requestId: 'pr_1' }, 'pat'),
  leave: ({ own }) => own.send({ persisted: true }, 'pagehide'),
  'come back': ({ own }) => own.send({ persisted: true }, 'pageshow'),
};

function tell(asked: Promise<unknown>, told: string[]): void {
  asked.then(
    () => told.push('token'),
    ({ code }: { code: string }) => told.push(`failed ${code}`),
  );
}

/** Plays a host's half to today's plugin, and holds what the plugin sends to the record. */
async function replay({ steps }: Conversation): Promise<void> {
  const page = setup();
  const { bridge, envelopes } = page;
  const told: string[] = [];
  bridge.onContext(({ locale, self }) => told.push(`context ${locale} ${self.id}`));
  bridge.onHint(({ requestId }) => told.push(`hint ${requestId}`));
  bridge.onClosed((code) => told.push(`closed ${code}`));
  bridge.connect(never).then(
    () => told.push('connected'),
    ({ code }: { code: string }) => told.push(`failed ${code}`),
  );
  await page.shakeHands();
  const ids = new RequestIds();
  let read = 0;
  for (const step of steps) {
    if (step.act !== undefined && step.from !== 'host') {
      (ACTS[step.act] ?? assert.fail(step.act))(page, told);
      await tick();
    }
    if (step.never !== undefined) {
      assert.doesNotMatch(JSON.stringify(envelopes), new RegExp(step.never));
      continue;
    }
    assert.ok(step.envelope);
    if (step.from === 'plugin') {
      const heard = envelopes.slice(read) as unknown as Fields[];
      const index = heard.findIndex((sent) => says(sent, ids.expected(step.envelope ?? {})));
      assert.ok(index >= 0, `${JSON.stringify(heard)} has no ${JSON.stringify(step.envelope)}`);
      ids.asked(step.envelope, heard[index] ?? {});
      read += index + 1;
    } else {
      page.play(ids.played(step.envelope));
      await tick();
      if (step.causes === 'connected') assert.ok((await bridge.connect(never)).callId);
      else if (step.causes !== undefined)
        assert.ok(told.includes(step.causes), `${told.join()}: ${step.causes}`);
    }
  }
}

describe('version 1 for ever, a host of then with the plugin of today', () => {
  for (const conversation of conversations('plugin')) test(conversation.about, () => replay(conversation));
});

test('no conversation has been edited, and each is on the list', () => {
  const sums = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(new URL(file, FOLDER));
      return `${createHash('sha256').update(text).digest('hex')}  ${file}\n`;
    });
  assert.equal(sums.join(''), readFileSync(new URL('SHA256SUMS', FOLDER), 'utf8'));
});
