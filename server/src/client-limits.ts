import { readFileSync } from 'node:fs';
import { baseLimits, type ClientLimits, type FindLimits } from '@bankgraph/gateway';
import { CLIENT_CLASSES, type Client, type ClientClass } from '@bankgraph/schema';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';

/** What a client may ask for, by its class. */
export type LimitsByClass = Readonly<Record<ClientClass, ClientLimits>>;

/**
 * What clients may ask for unless a file says otherwise. A partner's program stands for one company and sends small
 * agreed operations; a channel is one client for all customers of the bank; staff's programs ask for whole customers.
 */
export const defaultLimits: LimitsByClass = {
  partner: {
    operation: {
      tokens: 1_000,
      depth: 10,
      aliases: 10,
      directives: 20,
      repeats: 10,
      selections: 500,
      rootFields: 3,
      cost: 6_000,
    },
    rate: { burst: 60_000, refillPerSecond: 3_000 },
    inFlight: 20,
  },
  channel: {
    operation: {
      tokens: 1_500,
      depth: 12,
      aliases: 20,
      directives: 50,
      repeats: 20,
      selections: 1_000,
      rootFields: 10,
      cost: 6_000,
    },
    rate: { burst: 10_000_000, refillPerSecond: 2_000_000 },
    inFlight: 2_000,
  },
  frontend: {
    operation: {
      tokens: 2_000,
      depth: 15,
      aliases: 30,
      directives: 50,
      repeats: 30,
      selections: 2_000,
      rootFields: 20,
      cost: 30_000,
    },
    rate: { burst: 5_000_000, refillPerSecond: 1_000_000 },
    inFlight: 500,
  },
};

/** What no document may exceed, and nothing else, for everybody: for tests and benchmarks that ask for whole customers. */
export const sameForAll: LimitsByClass = { partner: baseLimits, channel: baseLimits, frontend: baseLimits };

/** Limits of each client by its class; of one that is not listed, those of a partner's. */
export function limitsOfClients(limits: LimitsByClass, clients: ReadonlyMap<string, Client>): FindLimits {
  return (clientId) => limits[clients.get(clientId ?? '')?.class ?? 'partner'];
}

const { operation: most } = baseLimits;
const upTo = (limit: number) => z.int().min(1).max(limit).optional();

/** A class in the file: each limit that is to be another one. */
const overrides = z.strictObject({
  tokens: upTo(most.tokens),
  depth: upTo(most.depth),
  aliases: upTo(most.aliases),
  directives: upTo(most.directives),
  repeats: upTo(most.repeats),
  selections: upTo(most.selections),
  rootFields: upTo(most.rootFields),
  cost: upTo(1_000_000_000),
  burst: upTo(1_000_000_000_000),
  refillPerSecond: z.number().positive().max(1_000_000_000_000).optional(),
  inFlight: upTo(100_000),
});
const limitsFile = z.strictObject(
  Object.fromEntries(CLIENT_CLASSES.map((name) => [name, overrides.optional()])),
);

/**
 * Reads limits from a YAML file, by class of client; what it does not name stays as it is by default.
 *
 * @param fault is told each thing that is wrong with it
 */
export function readClientLimits(file: string, fault: (message: string) => void): LimitsByClass {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    fault(
      error instanceof YAMLParseError ? 'the file is not YAML' : `the file cannot be read: ${codeOf(error)}`,
    );
    return defaultLimits;
  }
  const parsed = limitsFile.safeParse(content ?? {});
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) fault(`${path.join('.')}: ${message}`);
    return defaultLimits;
  }
  const limits = Object.fromEntries(
    CLIENT_CLASSES.map((name) => [name, withOverrides(defaultLimits[name], parsed.data[name] ?? {})]),
  ) as LimitsByClass;
  for (const [name, { operation, rate }] of Object.entries(limits)) {
    if (rate !== null && rate.burst < operation.cost) {
      fault(`${name}.burst: has to be at least the cost of one operation, ${operation.cost}`);
    }
  }
  return limits;
}

function codeOf(error: unknown): string {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'no reason is known';
}

function withOverrides(limits: ClientLimits, given: z.infer<typeof overrides>): ClientLimits {
  const { burst, refillPerSecond, inFlight, ...operation } = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as Record<string, number>;
  return {
    operation: { ...limits.operation, ...operation },
    rate: limits.rate && {
      burst: burst ?? limits.rate.burst,
      refillPerSecond: refillPerSecond ?? limits.rate.refillPerSecond,
    },
    inFlight: inFlight ?? limits.inFlight,
  };
}
