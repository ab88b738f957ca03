/**
 * What customers, and those who speak with them, are told in place of a state that would tell them of an
 * investigation. A state that is not listed stays as it is only if the whole enumeration is listed here.
 */
const neutralStates: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  KycStatus: { NEW: 'PROCESSING', PROCESSING: 'PROCESSING', APPROVED: 'APPROVED', REJECTED: 'PROCESSING' },
  RiskAction: {
    ALLOW: 'ALLOW',
    MONITOR: 'ALLOW',
    STEP_UP: 'STEP_UP',
    OUTREACH: 'OUTREACH',
    HOLD: 'HOLD',
    BLOCK: 'HOLD',
  },
};

/** The one sentence shown in place of free text. */
export const neutralText = 'Under review.';

/** The neutral state of an enumeration, or the neutral sentence for anything else. */
export function neutralWording(text: string, typeName: string): string {
  const states = neutralStates[typeName];
  if (states === undefined) return neutralText;
  const state = states[text];
  if (state === undefined) throw new RangeError(`No neutral wording is written for a value of ${typeName}.`);
  return state;
}
