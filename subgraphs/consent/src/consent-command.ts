import { type ConsentStatus, statusAt } from './consent-life-cycle.js';

/** What can be asked of a consent that exists. Each is one step of its life, and no step has two commands. */
export const consentCommands = ['AUTHORISE', 'REJECT', 'WITHDRAW', 'REAUTHENTICATE', 'EXPIRE'] as const;

export type ConsentCommand = (typeof consentCommands)[number];

const steps: Readonly<Record<ConsentCommand, { readonly from: ConsentStatus; readonly to: ConsentStatus }>> =
  {
    AUTHORISE: { from: 'AWAU', to: 'AUTH' },
    REJECT: { from: 'AWAU', to: 'RJCT' },
    WITHDRAW: { from: 'AUTH', to: 'CANC' },
    REAUTHENTICATE: { from: 'CANC', to: 'AUTH' },
    EXPIRE: { from: 'AUTH', to: 'EXPD' },
  };

/** What decides about a command. `version` is a whole number that each recorded step raises by one. */
export interface VersionedConsent {
  /** As recorded. */
  readonly status: ConsentStatus;
  /** First moment at which it does not hold, ISO 8601; null for none. */
  readonly expiresAt: string | null;
  readonly version: number;
}

/**
 * Why nothing was done: somebody else was faster, the consent is in no state for it, or its time is over (for
 * EXPIRE: not over yet).
 */
export type ConsentRefusal = 'OTHER_VERSION' | 'OTHER_STATE' | 'TIME';

export type ConsentOutcome =
  | { readonly done: true; readonly consent: VersionedConsent }
  | { readonly done: false; readonly why: ConsentRefusal };

/**
 * What a command makes of a consent. Who may give the command is not asked here: policies decide that before.
 *
 * @param expectedVersion the version that whoever gives the command has seen
 * @param moment when the command takes effect: what is over by then cannot be withdrawn, nor begin to hold
 */
export function obey(
  consent: VersionedConsent,
  command: ConsentCommand,
  expectedVersion: number,
  moment: Date,
): ConsentOutcome {
  const { from, to } = steps[command];
  if (consent.version !== expectedVersion) return { done: false, why: 'OTHER_VERSION' };
  if (consent.status !== from) return { done: false, why: 'OTHER_STATE' };
  // Only a refusal is possible whatever the time: it never lets anybody see anything.
  if (command !== 'REJECT' && isOver(consent, moment) !== (command === 'EXPIRE')) {
    return { done: false, why: 'TIME' };
  }
  return { done: true, consent: { ...consent, status: to, version: consent.version + 1 } };
}

/** Whether the time of a consent is over, whatever its state. */
export function isOver({ expiresAt }: Pick<VersionedConsent, 'expiresAt'>, moment: Date): boolean {
  return statusAt({ status: 'AUTH', expiresAt }, moment) === 'EXPD';
}
