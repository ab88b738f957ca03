import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consentCommands, obey, type VersionedConsent } from './consent-command.js';
import { consentStatuses, mayBecome } from './consent-life-cycle.js';

const asked: VersionedConsent = { status: 'AWAU', expiresAt: '2026-06-30T12:00:00Z', version: 1 };
const before = new Date('2026-06-30T11:59:59.999Z');
const after = new Date('2026-06-30T12:00:00Z');

describe('commands to a consent', () => {
  it('are the steps of its life, all of them', () => {
    const done = consentStatuses.flatMap((status) =>
      consentCommands.flatMap((command) => {
        const outcome = obey({ ...asked, status }, command, 1, command === 'EXPIRE' ? after : before);
        return outcome.done ? [`${status}→${outcome.consent.status}`] : [];
      }),
    );
    expect(done).toEqual(['AWAU→AUTH', 'AWAU→RJCT', 'AUTH→CANC', 'AUTH→EXPD', 'CANC→AUTH']);
  });

  it('do nothing for somebody who has seen another version', () => {
    expect(obey(asked, 'AUTHORISE', 2, before)).toEqual({ done: false, why: 'OTHER_VERSION' });
  });

  it('let nothing hold again whose time is over, and end nothing before its time', () => {
    const refused = { done: false, why: 'TIME' };
    expect(obey(asked, 'AUTHORISE', 1, after)).toEqual(refused);
    expect(obey({ ...asked, status: 'CANC' }, 'REAUTHENTICATE', 1, after)).toEqual(refused);
    expect(obey({ ...asked, status: 'AUTH' }, 'WITHDRAW', 1, after)).toEqual(refused);
    expect(obey({ ...asked, status: 'AUTH' }, 'EXPIRE', 1, before)).toEqual(refused);
    expect(obey({ ...asked, status: 'AUTH', expiresAt: null }, 'EXPIRE', 1, after)).toEqual(refused);
  });

  it('never lead out of its life, in whatever order they come', () => {
    const command = fc.record({
      command: fc.constantFrom(...consentCommands),
      moment: fc.constantFrom(before, after),
      behind: fc.constantFrom(0, 0, 0, 1),
    });
    fc.assert(
      fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
        let consent = asked;
        for (const { command, moment, behind } of commands) {
          const outcome = obey(consent, command, consent.version - behind, moment);
          if (!outcome.done) continue;
          expect(behind).toBe(0);
          expect(mayBecome(consent.status, outcome.consent.status)).toBe(true);
          expect(outcome.consent.version).toBe(consent.version + 1);
          consent = outcome.consent;
        }
      }),
    );
  });
});
