/**
 * Ids of records. Each carries its customer's number in decimal, so that any system can find the owner of
 * a record without an index, and twins differ in nothing but that number.
 */

/** What a UUID-shaped id names; the code is its first group. */
const uuidKinds = {
  decision: 'd0000000',
  case: 'ca000000',
  evaluation: 'e0000000',
  minfraud: 'f0000000',
  'case-event': 'ce000000',
  'case-comment': 'cc000000',
  'case-file': 'cf000000',
} as const;

/** A readable id: `recordId('A', 1001, 2)` is `A-1001-2`. */
export function recordId(
  prefix: string,
  customerNumber: number,
  ...parts: readonly (number | string)[]
): string {
  return [prefix, customerNumber, ...parts].join('-');
}

/** A UUID-shaped id for systems that insist on one: kind, ordinal, and the number in the last group. */
export function recordUuid(kind: keyof typeof uuidKinds, customerNumber: number, ordinal: number): string {
  const fourth = `8${String(ordinal % 1000).padStart(3, '0')}`;
  return `${uuidKinds[kind]}-0000-4000-${fourth}-${String(customerNumber).padStart(12, '0')}`;
}

/** The applicant id of the verification vendor: 24 hexadecimal characters. */
export function applicantId(customerNumber: number): string {
  return `5f${String(customerNumber).padStart(22, '0')}`;
}

/** The customer number inside any of the ids above, or of a Fingerprint event; undefined for a foreign id. */
export function customerNumberOf(id: string): number | undefined {
  const match =
    /^[A-Za-z]+-(\d+)(?:-|$)/.exec(id) ??
    /^[0-9a-f]{8}-0000-4000-8\d{3}-(\d{12})$/.exec(id) ??
    /^5f(\d{22})$/.exec(id) ??
    /^\d+\.[A-Za-z]+(\d+)$/.exec(id);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
