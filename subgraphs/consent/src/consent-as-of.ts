import type { Consent } from './consent.js';
import { statusAt } from './consent-life-cycle.js';

/**
 * A consent as it stood at a moment, out of its history: state, accounts, notice and steps. What was agreed at the start
 * (purpose, permissions, dates, grantee) never changes. Null when it had not been asked for yet.
 *
 * @param moment not after now: what will become of it nobody knows
 */
export function consentAsOf(consent: Consent, moment: Date): Consent | null {
  const until = (time: string) => Date.parse(time) <= moment.getTime();
  const history = consent.history.filter(({ at }) => until(at));
  const last = history.at(-1);
  if (last === undefined) return null;
  return {
    ...consent,
    status: statusAt({ status: last.status, expiresAt: consent.expiresAt }, moment),
    version: last.version,
    grantedAt: consent.grantedAt !== null && until(consent.grantedAt) ? consent.grantedAt : null,
    noticeVersion:
      history.findLast(({ noticeVersion }) => noticeVersion !== null)?.noticeVersion ?? consent.noticeVersion,
    accountIds: consent.coverage.flatMap(({ accountId, addedAt, removedAt }) =>
      until(addedAt) && (removedAt === null || !until(removedAt)) ? [accountId] : [],
    ),
    history,
  };
}
