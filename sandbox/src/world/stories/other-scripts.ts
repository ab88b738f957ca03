import { decided, evidence, system } from '../decision-events.js';
import { candidate, screened } from '../due-diligence.js';
import { daysAfter, daysAgo, minutesAfter } from '../moment.js';
import { investigated, monitored } from '../monitoring.js';
import { Subject } from '../subject.js';
import { ground, type Story } from './ground.js';

/** A name in Arabic, written from right to left. */
export const arabicName: Story = (seed) =>
  ground(new Subject(seed, 1013), {
    name: { title: 'Ms', firstName: 'Layla', lastName: 'Haddad', gender: 'female', fullName: 'ليلى حداد' },
    birthDate: '1985-02-14',
    nationality: 'LB',
    sinceDaysAgo: 1_100,
  });

/** A name in Chinese, family name first. */
export const chineseName: Story = (seed) =>
  ground(new Subject(seed, 1014), {
    name: { title: 'Mr', firstName: 'Wei', lastName: 'Zhang', gender: 'male', fullName: '张伟' },
    birthDate: '1994-09-09',
    nationality: 'CN',
    sinceDaysAgo: 900,
  });

/** A name in Cyrillic; it resembles one on a list in two scripts, and the analyst cleared the match. */
export const cyrillicName: Story = (seed) => {
  const subject = new Subject(seed, 1015);
  const base = ground(subject, {
    name: {
      title: 'Mr',
      firstName: 'Hryhoriy',
      lastName: 'Velmozhyn',
      gender: 'male',
      fullName: 'Григорій Вельможин',
    },
    birthDate: '1990-12-30',
    nationality: 'UA',
    sinceDaysAgo: 1_250,
  });
  const at = daysAgo(60, 240);
  const namesake = candidate(
    {
      id: 'SW-grigoriy-velmozhin',
      caption: 'Grigoriy Arkadyevich VELMOZHIN',
      schema: 'Person',
      properties: {
        name: ['Григорий Аркадьевич Вельможин', 'Grigoriy Arkadyevich Velmozhin', 'Hryhorii Velmozhyn'],
        birthDate: ['1963-11-30'],
        nationality: ['ru'],
        topics: ['sanction', 'role.pep'],
      },
      datasets: ['sandbox_sanctions'],
      referents: ['sw-old-0019', 'ch-sandbox-51'],
    },
    0.88,
    { status: 'NO_HIT', reviewedBy: 'S-kyc-analyst-1', reviewedAt: daysAgo(59, 600) },
  );
  return {
    ...base,
    screenings: [
      ...base.screenings.slice(0, 1),
      screened(subject, 3, at, [namesake]),
      ...base.screenings.slice(1),
    ],
  };
};

/**
 * A name in Greek; and a case that is open: an alert of last week, given to an investigator who has not looked yet. What becomes of
 * it is played by `bankgraph demo workflows`.
 */
export const greekName: Story = (seed) => {
  const subject = new Subject(seed, 1016);
  const base = ground(subject, {
    name: {
      title: 'Mrs',
      firstName: 'Eleni',
      lastName: 'Papadopoulou',
      gender: 'female',
      fullName: 'Ελένη Παπαδοπούλου',
    },
    birthDate: '1971-04-23',
    nationality: 'GR',
    sinceDaysAgo: 1_700,
  });
  const at = daysAgo(6, 640);
  const openedAt = minutesAfter(at, 1);
  const alert = monitored(subject, 1, {
    at,
    hits: ['structuring', 'new-payee'],
    amount: '9600.00',
    counterparty: 'Meltemi Yachts SA',
    caseOrdinal: 1,
  });
  return {
    ...base,
    marbleDecisions: [alert],
    marbleCases: [
      investigated(subject, 1, {
        name: 'Structuring alert',
        createdAt: openedAt,
        status: 'pending',
        outcome: 'unset',
        reviewLevel: 'investigate',
        assignee: 'S-aml-investigator-1',
        decisionIds: [alert.id],
        events: [
          { type: 'case_created', at: openedAt, by: null, note: null },
          { type: 'decision_added', at: openedAt, by: null, note: alert.id },
          { type: 'case_assigned', at: daysAfter(at, 1), by: 'S-mlro-1', note: 'S-aml-investigator-1' },
        ],
      }),
    ],
    ledgerEvents: [
      ...base.ledgerEvents,
      decided(subject, 'alert', {
        occurredAt: at,
        kind: 'aml.alert',
        decision: 'REVIEW',
        actor: system('marble'),
        inputs: [evidence(subject, 'aml', alert.id, at, 'R')],
        plan: { type: 'RULE', id: alert.scenario.id, version: String(alert.scenario.version) },
        outcome: 'Case opened',
        class: 'R',
        domain: 'aml',
      }),
    ],
  };
};
