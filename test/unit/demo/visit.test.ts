import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Visit, type Attendee } from '../../../demo/server/signalling/visit.ts';
import { Visits } from '../../../demo/server/signalling/visits.ts';

const clinician: Attendee = {
  participantId: 'clinician-1',
  sessionId: 'session-c',
  role: 'clinician',
  displayName: 'Dr Lee',
};
const patient: Attendee = {
  participantId: 'patient-1',
  sessionId: 'session-p',
  role: 'patient',
  displayName: 'Alex',
};
const offer = { seq: 1, to: 'session-p', data: { description: 'offer' } };

function visitOfTwo(): Visit {
  const visit = new Visit();
  visit.join(clinician, 0);
  visit.join(patient, 1_000);
  return visit;
}

test('tells each page who else is in the visit', () => {
  const visit = visitOfTwo();
  assert.deepEqual(visit.exchange(clinician, [], 0, 1_000).peers, [patient]);
  assert.deepEqual(visit.exchange(patient, [], 0, 1_000).peers, [clinician]);
});

test('starts the clock when two people are here, and keeps it when one leaves', () => {
  const visit = new Visit();
  assert.equal(visit.exchange(clinician, [], 0, 500).startedAt, null);
  assert.equal(visit.exchange(patient, [], 0, 1_500).startedAt, 1_500);
  visit.leave('patient-1', 'session-p');
  assert.equal(visit.exchange(clinician, [], 0, 9_000).startedAt, 1_500);
});

test('delivers a signal again until it is acknowledged, and then no more', () => {
  const visit = visitOfTwo();
  visit.exchange(clinician, [offer], 0, 1_000);
  const expected = [{ seq: 1, from: 'session-c', data: { description: 'offer' } }];
  assert.deepEqual(visit.exchange(patient, [], 0, 1_000).signals, expected);
  assert.deepEqual(visit.exchange(patient, [], 0, 1_000).signals, expected);
  assert.deepEqual(visit.exchange(patient, [], 1, 1_000).signals, []);
});

test('delivers once what is sent twice because an answer was lost', () => {
  const visit = visitOfTwo();
  visit.exchange(clinician, [offer], 0, 1_000);
  visit.exchange(clinician, [offer, { ...offer, seq: 2 }], 0, 1_000);
  const { signals } = visit.exchange(patient, [], 0, 1_000);
  assert.deepEqual(
    signals.map(({ seq }) => seq),
    [1, 2],
  );
});

test('drops signals for a page that is no longer there', () => {
  const visit = visitOfTwo();
  const reloaded = { ...patient, sessionId: 'session-p2' };
  visit.join(reloaded, 2_000);
  visit.exchange(clinician, [offer], 0, 2_000);
  assert.deepEqual(visit.exchange(reloaded, [], 0, 2_000).signals, []);
});

test('gives the seat to the newest page of a person, and tells the older one', () => {
  const visit = visitOfTwo();
  const second = { ...patient, sessionId: 'session-p2' };
  visit.join(second, 2_000);
  assert.equal(visit.exchange(patient, [], 0, 2_000).standing, 'elsewhere');
  assert.equal(visit.exchange(second, [], 0, 2_000).standing, 'present');
  assert.deepEqual(visit.exchange(clinician, [], 0, 2_000).peers, [second]);
});

test('ignores the leaving of a page whose seat a newer one has', () => {
  const visit = visitOfTwo();
  const second = { ...patient, sessionId: 'session-p2' };
  visit.join(second, 2_000);
  visit.leave('patient-1', 'session-p');
  assert.deepEqual(visit.exchange(clinician, [], 0, 2_000).peers, [second]);
});

test('forgets a page that has been silent for a minute and a half', () => {
  const visit = visitOfTwo();
  assert.equal(visit.exchange(clinician, [], 0, 90_999).peers.length, 1);
  assert.equal(visit.exchange(clinician, [], 0, 91_000).peers.length, 0);
});

test('takes a page back that the server has forgotten', () => {
  const visit = new Visit();
  assert.equal(visit.exchange(patient, [], 7, 0).standing, 'present');
});

test('keeps visits apart by their call id, and finds a visit again', () => {
  const visits = new Visits();
  const first = visits.open('a', 0);
  assert.notEqual(visits.open('b', 0), first);
  assert.equal(visits.open('a', 1_000), first);
});

test('holds a bounded number of visits, and drops the one untouched the longest', () => {
  const visits = new Visits();
  const oldest = visits.open('oldest', 0);
  const kept = visits.open('kept', 0);
  for (let index = 0; index < 198; index += 1) visits.open(`call-${index}`, 1_000);
  visits.open('kept', 2_000);
  visits.open('one-more', 2_000);
  assert.equal(visits.open('kept', 2_000), kept);
  assert.notEqual(visits.open('oldest', 2_000), oldest);
});
