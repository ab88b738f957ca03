import type { ConsentPast } from './bank-facts.fixture.js';
import type { Row } from './plain-conditions.fixture.js';

/** A consent as it stood at a moment; null when it had not been asked for. @param consent as it stands now, in the graph's words */
export function consentThen(consent: Row, past: ConsentPast, moment: number): Row | null {
  const been = (time: Date) => new Date(time).getTime() <= moment;
  const events = past.events.filter(({ at }) => been(at));
  const last = events.at(-1);
  if (last === undefined) return null;
  const notice = events.findLast(({ notice_version }) => notice_version !== null)?.notice_version;
  const noticeVersion = notice ?? String(consent.noticeVersion);
  const [, name = noticeVersion, version = null] = /^(.+)@([^@]*)$/.exec(noticeVersion) ?? [];
  const expired = last.status === 'AUTH' && past.expires_at !== null && been(past.expires_at);
  const receipt = consent.receipt as Row;
  return {
    ...consent,
    status: expired ? 'EXPD' : last.status,
    version: last.version,
    noticeVersion,
    grantedAt: past.granted_at !== null && been(past.granted_at) ? consent.grantedAt : null,
    accounts: past.accounts
      .filter(({ added_at, removed_at }) => been(added_at) && (removed_at === null || !been(removed_at)))
      .map(({ account_id }) => ({ id: account_id })),
    history: (consent.history as readonly Row[]).slice(0, events.length),
    receipt: {
      ...receipt,
      recordVersion: last.version,
      notice: name,
      noticeVersion: version,
      events: (receipt.events as readonly Row[]).slice(0, events.length),
    },
  };
}
