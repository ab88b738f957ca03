import { z } from 'zod';
import { staffRoles } from '../world/staff.js';

/** The longest life of a token, in seconds. */
export const maxTokenSeconds = 86_400;

/** Roles for which the sandbox issues tokens. */
export const tokenRoles = ['customer', ...staffRoles, 'partner'] as const;

export type TokenRole = (typeof tokenRoles)[number];

/** What one asks the sandbox's issuer for: a token of a role, nothing proved. */
export const tokenRequest = z
  .strictObject({
    role: z.enum(tokenRoles),
    /** Further roles of a member of staff, who may well have several. */
    alsoRoles: z.array(z.enum(staffRoles)).optional(),
    /** W3C DPV term, e.g. `CustomerCare`. */
    purpose: z.string().min(1).optional(),
    /** Only for a customer; `C-1001` when absent. */
    customerId: z.string().min(1).optional(),
    clientId: z.string().min(1).optional(),
    /** The person; `S-<role>-1` for staff when absent. */
    sub: z.string().min(1).optional(),
    channel: z.string().min(1).optional(),
    /** Authentication context class. */
    acr: z.string().min(1).optional(),
    /** Seconds until the token expires. */
    expiresIn: z.int().min(1).max(maxTokenSeconds).default(3_600),
  })
  .refine(({ role, alsoRoles }) => alsoRoles === undefined || isStaffRole(role), {
    message: 'only staff have several roles',
    path: ['alsoRoles'],
  });

export type TokenRequest = z.input<typeof tokenRequest>;

/** The claims of a token, the registered ones of time and issuer excepted. */
export interface TokenClaims {
  readonly sub: string;
  readonly roles: readonly [TokenRole, ...TokenRole[]];
  readonly kind: 'customer' | 'staff' | 'partner';
  readonly client_id: string;
  readonly customer_id?: string;
  readonly channel?: string;
  readonly acr?: string;
  readonly purpose?: string;
}

/** The channel that a client stands for; the staff desk serves several, and names none. */
const channelsOfClients: Readonly<Record<string, string>> = {
  'mobile-app': 'mobile',
  web: 'online',
  'branch-desktop': 'branch',
};

/** Fills in what the sandbox takes for granted: who a role is, and which client that person uses. */
export function claimsOf(request: z.output<typeof tokenRequest>): TokenClaims {
  const { role, purpose, acr, clientId = role === 'customer' ? 'mobile-app' : 'staff-desk' } = request;
  const channel = request.channel ?? (role === 'partner' ? undefined : channelsOfClients[clientId]);
  const optional = {
    ...(channel !== undefined && { channel }),
    ...(acr !== undefined && { acr }),
    ...(purpose !== undefined && { purpose }),
  };
  if (role === 'customer') {
    const customerId = request.customerId ?? request.sub ?? 'C-1001';
    return {
      sub: request.sub ?? customerId,
      roles: [role],
      kind: 'customer',
      client_id: clientId,
      customer_id: customerId,
      ...optional,
    };
  }
  if (role === 'partner') {
    const partnerId = request.clientId ?? request.sub ?? 'P-moneywise';
    return {
      sub: request.sub ?? partnerId,
      roles: [role],
      kind: 'partner',
      client_id: partnerId,
      ...optional,
    };
  }
  return {
    sub: request.sub ?? `S-${role}-1`,
    roles: [role, ...(request.alsoRoles ?? [])],
    kind: 'staff',
    client_id: clientId,
    ...optional,
  };
}

function isStaffRole(role: TokenRole): boolean {
  return (staffRoles as readonly string[]).includes(role);
}
