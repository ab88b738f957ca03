import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The parts of a minFraud request that this service looks at; it takes the rest and warns about it. */
export const minFraudRequest = z.looseObject({
  device: z.looseObject({
    ip_address: z.union([z.ipv4(), z.ipv6()]),
    user_agent: z.string().max(512).optional(),
    accept_language: z.string().max(255).optional(),
    session_age: z.number().min(0).optional(),
  }),
  event: z.looseObject({ type: z.string().optional(), time: z.string().optional() }).optional(),
  account: z.looseObject({ user_id: z.string().max(255).optional() }).optional(),
  email: z.looseObject({ address: z.string().optional(), domain: z.string().optional() }).optional(),
  order: z.looseObject({ amount: z.number().optional(), currency: z.string().optional() }).optional(),
  billing: z.looseObject({ country: z.string().optional() }).optional(),
  shipping: z.looseObject({ country: z.string().optional() }).optional(),
});

export type MinFraudRequest = z.infer<typeof minFraudRequest>;

/** How much one fact about the request raises (over 1) or lowers the risk, and its minFraud reason. */
interface Factor {
  readonly multiplier: number;
  readonly code: string;
  readonly reason: string;
}

const base = 0.9;
const knownParts = ['device', 'event', 'account', 'email', 'order', 'billing', 'shipping'];

/** minFraud Score's answer: the same for the same request, whoever asks and whenever. */
export function minFraudScore(request: MinFraudRequest): Record<string, unknown> {
  const digest = createHash('sha256').update(canonical(request)).digest('hex');
  const ipRisk = ipRiskOf(request.device.ip_address);
  const factors = factorsOf(request, ipRisk);
  const raw = factors.reduce((score, factor) => score * factor.multiplier, base);
  const riskScore = hundredths(Math.min(99, Math.max(0.01, raw)));
  const warnings = Object.keys(request)
    .filter((part) => !knownParts.includes(part))
    .map((part) => ({
      code: 'INPUT_UNKNOWN',
      warning: `Encountered value at /${part} that this service does not know`,
      input_pointer: `/${part}`,
    }));
  return {
    id: [
      digest.slice(0, 8),
      digest.slice(8, 12),
      `4${digest.slice(13, 16)}`,
      `8${digest.slice(17, 20)}`,
      digest.slice(20, 32),
    ].join('-'),
    risk_score: riskScore,
    funds_remaining: 25,
    queries_remaining: 5000,
    ip_address: { risk: ipRisk },
    disposition: dispositionOf(riskScore),
    risk_score_reasons: factors
      .filter((factor) => factor.multiplier > 1.5 || factor.multiplier < 0.67)
      .map(({ multiplier, code, reason }) => ({ multiplier, reasons: [{ code, reason }] })),
    ...(warnings.length === 0 ? {} : { warnings }),
  };
}

function dispositionOf(score: number): Record<string, unknown> {
  if (score >= 60) return { action: 'reject', reason: 'custom_rule', rule_label: 'score of 60 or more' };
  if (score >= 20)
    return { action: 'manual_review', reason: 'custom_rule', rule_label: 'score of 20 or more' };
  return { action: 'accept', reason: 'default' };
}

/** By network: TEST-NET-2 (198.51.100.0/24) plays the anonymous proxies, the rest varies by address. */
function ipRiskOf(address: string): number {
  if (address.startsWith('198.51.100.')) return 62;
  const byte = createHash('sha256').update(address).digest()[0] ?? 0;
  return hundredths(0.01 + byte / 64);
}

function factorsOf(request: MinFraudRequest, ipRisk: number): Factor[] {
  const hour = new Date(request.event?.time ?? 'unknown').getUTCHours();
  const { amount = 0 } = request.order ?? {};
  const domain = (request.email?.domain ?? request.email?.address?.split('@')[1] ?? '').toLowerCase();
  const [billing, shipping] = [request.billing?.country, request.shipping?.country];
  const all: (Factor | undefined)[] = [
    ipRisk >= 50
      ? { multiplier: 45, code: 'ANONYMOUS_IP', reason: 'Risk due to IP being an Anonymous IP' }
      : { multiplier: 0.6 + ipRisk / 4, code: 'IP_GENERAL', reason: 'Risk due to the reputation of the IP' },
    hour >= 1 && hour < 5
      ? { multiplier: 1.8, code: 'TIME_OF_DAY', reason: 'Risk due to local time of day' }
      : undefined,
    amount > 5_000
      ? { multiplier: 2.2, code: 'ORDER_AMOUNT', reason: 'Riskiness of the order amount' }
      : undefined,
    /^(mailinator|guerrillamail|tempmail)\./.test(domain)
      ? { multiplier: 6, code: 'EMAIL_DOMAIN_DISPOSABLE', reason: 'Riskiness of a disposable email domain' }
      : undefined,
    billing !== undefined && shipping !== undefined && billing !== shipping
      ? {
          multiplier: 1.7,
          code: 'BILLING_SHIPPING_COUNTRY',
          reason: 'Countries of billing and shipping differ',
        }
      : undefined,
    (request.device.session_age ?? 60) < 5
      ? { multiplier: 1.6, code: 'DEVICE_ACTIVITY', reason: 'Risk due to a very short session' }
      : undefined,
  ];
  return all.flatMap((factor) =>
    factor === undefined ? [] : [{ ...factor, multiplier: hundredths(factor.multiplier) }],
  );
}

/** JSON with sorted keys, so that the order of members does not matter. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
