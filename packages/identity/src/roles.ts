/** Roles of the people and programs that ask the graph. Who plays which role is told by the token. */
export const roles = [
  'customer',
  'frontline-agent',
  'relationship-manager',
  'fraud-analyst',
  'kyc-analyst',
  'aml-investigator',
  'mlro',
  'dpo',
  'auditor',
  'marketing',
  'partner',
] as const;

/** One of the eleven roles. */
export type Role = (typeof roles)[number];

/** Whether a text names a role. */
export function isRole(text: unknown): text is Role {
  return typeof text === 'string' && (roles as readonly string[]).includes(text);
}
