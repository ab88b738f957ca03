import { describe, expect, it } from '@jest/globals';
import {
  doneSteps,
  type Journey,
  type JourneyEvent,
  lastChannel,
  pendingSteps,
  statusOf,
} from './journey.js';
import { isStepOfTheBank, journeySteps } from './journey-catalogue.js';

const event = (change: Partial<JourneyEvent>): JourneyEvent => ({
  kind: 'STARTED',
  step: null,
  at: '2026-06-22T09:00:00.000Z',
  channel: 'ONLINE',
  handedOverTo: null,
  actor: 'CUSTOMER',
  by: null,
  ...change,
});
const journey = (...since: readonly Partial<JourneyEvent>[]): Journey => ({
  id: 'J-1',
  customerId: 'C-1001',
  kind: 'ADDRESS_CHANGE',
  events: [event({}), ...since.map(event)],
});

describe('a journey', () => {
  it('has all its steps pending when it is started', () => {
    const started = journey();
    expect([statusOf(started), lastChannel(started), doneSteps(started)]).toEqual(['OPEN', 'ONLINE', []]);
    expect(pendingSteps(started)).toEqual(['NEW_ADDRESS_GIVEN', 'PROOF_PROVIDED', 'ADDRESS_CONFIRMED']);
  });

  it('is where it was last gone on with, or handed over to since', () => {
    const done = { kind: 'STEP_DONE', step: 'NEW_ADDRESS_GIVEN', channel: 'MOBILE' } as const;
    const handed = { kind: 'HANDED_OVER', channel: 'MOBILE', handedOverTo: 'BRANCH' } as const;
    expect(lastChannel(journey(done))).toBe('MOBILE');
    expect(lastChannel(journey(done, handed))).toBe('BRANCH');
    expect(lastChannel(journey(done, handed, { ...done, step: 'PROOF_PROVIDED' }))).toBe('MOBILE');
    expect(pendingSteps(journey(done, handed))).toEqual(['PROOF_PROVIDED', 'ADDRESS_CONFIRMED']);
  });

  it('has nothing pending once it is over', () => {
    const abandoned = journey({ kind: 'ABANDONED' });
    expect([statusOf(abandoned), pendingSteps(abandoned)]).toEqual(['ABANDONED', []]);
  });
});

describe('the catalogue', () => {
  it('has no step twice in a journey, and one for the bank and one for the customer in each', () => {
    for (const steps of Object.values(journeySteps)) {
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps.some(isStepOfTheBank)).toBe(true);
      expect(isStepOfTheBank(steps[0] ?? 'IDENTITY_CHECKED')).toBe(false);
    }
  });
});
