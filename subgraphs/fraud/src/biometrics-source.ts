import {
  type BankSystem,
  byCustomer,
  isLosslessNumber,
  isoDateTime,
  requireValid,
  scoreBetween,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import type { BehaviouralSessions, FraudSignal } from './fraud-signal.js';
import { fraudSystem } from './minfraud-score.js';

/** Names of members that hold what somebody typed, drew or touched, rather than what was made of it. */
const rawInput =
  /key_?(?:strokes?|codes?|press(?:es)?|events?|downs?|ups?|logs?)|typed|mouse|pointer|touch|swipe|gesture|stroke|flight|dwell|coordinates?|samples?|raw|input|events?$/i;

/** A label is words of letters: no text that somebody typed, no series of numbers. */
const label = z
  .string()
  .regex(/^[A-Za-z]+(?:[_-][A-Za-z]+){0,7}$/)
  .max(64);

const session = z
  .looseObject({
    id: z.string().min(1).max(128),
    user_id: z.string().min(1),
    observed_at: isoDateTime,
    score: scoreBetween(0, 1),
    deviations: z.array(label).max(50).default([]),
  })
  .superRefine((found, context) => {
    for (const [name, value] of Object.entries(found)) {
      // A summary is words and numbers; whatever else comes in structures is what it was made of.
      const isStructure = typeof value === 'object' && value !== null && !isLosslessNumber(value);
      if (rawInput.test(name) || (isStructure && name !== 'deviations')) {
        context.addIssue({ code: 'custom', path: [name], message: 'looks like raw input' });
      }
    }
  })
  .transform(
    (found): FraudSignal => ({
      id: found.id,
      kind: 'BIOMETRIC',
      source: 'behavioural-biometrics',
      observedAt: found.observed_at,
      confidence: found.score,
      attributes: found.deviations.map((deviation) => ({ name: 'deviation', value: deviation })),
    }),
  );

const answered = z.looseObject({ sessions: z.array(z.unknown()) });

/**
 * Sessions scored by behavioural biometrics: how like the customer's usual behaviour (the signal's confidence), and labels
 * of what was unusual. A record that carries anything like raw input is set aside as a whole. The caller closes the system.
 */
export function biometricsSource({ system }: { readonly system: BankSystem }): BehaviouralSessions {
  return {
    async signals(customerIds, signal) {
      const answer = await system.get('/biometrics/v1/sessions', {
        query: { user_ids: customerIds.join(',') },
        signal,
      });
      const { sessions } = requireValid(fraudSystem, answered, answer, 'sessions');
      return byCustomer(fraudSystem, session, customerIds, sessions, {
        customerOf: (record: { user_id?: unknown }) => record.user_id,
        idOf: (record: { id?: unknown }) => record.id,
      });
    },
  };
}
