import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HOUR } from '../../support/server/fake-clock.ts';
import { startGateway } from '../../support/server/gateway-fixture.ts';

const DAY = 24 * HOUR;

test('who was in a call without a payment is forgotten when it is long over; who paid keeps their name', async (context) => {
  const gateway = await startGateway(context);
  await gateway.patientToken({ callId: 'call-without' });
  const clinician = await gateway.token();
  await gateway.patientToken();
  const { body } = await gateway.create(clinician);
  gateway.clock.advance(31 * DAY);
  await gateway.patientToken({ callId: 'call-new' });

  await gateway.store.pastCalls.prune(gateway.clock.now() - 30 * DAY);

  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'street');
  const patientsOf = (callId: string) => gateway.store.tenants.patients(clinicId ?? '', callId);
  assert.deepEqual(await patientsOf('call-without'), []);
  assert.deepEqual(await patientsOf('call-new'), ['patient-1']);
  assert.equal((await gateway.get(await gateway.token(), body.id)).payer.displayName, 'Pat Lee');
});

test('a call’s stream is forgotten once nothing is left of it, and its late reader is told to read the list', async (context) => {
  const gateway = await startGateway(context);
  await gateway.create(await gateway.token());
  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'street');
  const topic = `call:${clinicId}:call-1`;
  const position = await gateway.store.topics.position(topic);
  const month = () => gateway.clock.now() - 30 * DAY;
  gateway.clock.advance(31 * DAY);

  await gateway.store.pastCalls.prune(month());
  assert.deepEqual(await gateway.store.topics.position(topic), position, 'events are left');
  await gateway.store.topics.prune(gateway.clock.now());
  // As the next process does: this one has been through these calls.
  await gateway.crash();
  await gateway.store.pastCalls.prune(month());

  assert.equal((await gateway.store.topics.position(topic)).seq, 0);
  assert.deepEqual(await gateway.store.topics.since(topic, position, 10), { known: false });
});

test('a call that somebody still comes back to keeps its stream’s numbers', async (context) => {
  const gateway = await startGateway(context);
  await gateway.patientToken();
  await gateway.create(await gateway.token());
  const { clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'street');
  const topic = `call:${clinicId}:call-1`;
  const position = await gateway.store.topics.position(topic);
  gateway.clock.advance(31 * DAY);
  await gateway.patientToken();
  await gateway.store.topics.prune(gateway.clock.now());

  await gateway.store.pastCalls.prune(gateway.clock.now() - 30 * DAY);

  assert.equal((await gateway.store.topics.position(topic)).seq, position.seq);
});

test('many people of one day are gone through batch by batch', async (context) => {
  const gateway = await startGateway(context, { callsPerMinute: 100_000 });
  const people = Array.from({ length: 1_100 }, (_, index) => `patient-${index}`);
  const { organisationId, clinicId } = await gateway.store.tenants.resolve('h_demo', 'harbour', 'street');
  for (const participantId of people) {
    gateway.clock.advance(1);
    await gateway.store.tenants.seeParticipant(
      { host_id: 'h_demo', organisation_id: organisationId ?? '', clinic_id: clinicId ?? '' },
      { participantId, role: 'patient', callId: 'call-many' },
    );
  }

  await gateway.store.pastCalls.prune(gateway.clock.now() + 1);

  assert.deepEqual(await gateway.store.tenants.patients(clinicId ?? '', 'call-many'), []);
});
