import { composeServices } from '@apollo/composition';
import type { AuditEntry } from '@bankgraph/audit-log';
import type { Role } from '@bankgraph/identity';
import { CLIENT_CLASSES } from '@bankgraph/schema';
import { GraphQLError, parse } from 'graphql';
import { pino } from 'pino';
import type { AuditSink } from './audit-sink.js';
import type { GatewayOptions } from './gateway-options.js';
import { httpSubgraphTransport } from './http-subgraph-transport.js';
import { startIssuer, type TestIssuer } from './issuer.fixture.js';
import { type Gateway, startGateway } from './start-gateway.js';
import {
  contextSecret,
  coreBankingSdl,
  kycSdl,
  startSubgraph,
  type TestSubgraph,
} from './subgraphs.fixture.js';

/** Composes subgraphs, or throws what is wrong with them. */
export function compose(sdl: Readonly<Record<string, string>>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(sdl).map(([name, text]) => ({ name, url: `http://${name}`, typeDefs: parse(text) })),
  );
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'composition');
  return supergraphSdl;
}

export const supergraphSdl = compose({ 'core-banking': coreBankingSdl, kyc: kycSdl });

/** Keeps records, or fails as it is told to. */
export class TestAudit implements AuditSink {
  readonly records: AuditEntry[] = [];
  failure: unknown = null;
  hanging = false;

  async commit(records: readonly AuditEntry[]): Promise<void> {
    if (this.hanging) await new Promise(() => {});
    if (this.failure !== null) throw this.failure;
    this.records.push(...records);
  }

  async ready(): Promise<void> {
    if (this.failure !== null) throw this.failure;
  }
}

/** An answer with what of it can be compared. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: unknown;
}

/** A gateway over two subgraphs, all over real HTTP, and somebody to ask it. */
export interface TestBank extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly issuer: TestIssuer;
  readonly coreBanking: TestSubgraph;
  readonly kyc: TestSubgraph;
  readonly audit: TestAudit;
  readonly log: string[];
  /** Sends anything to the gateway; request id `r-1`, and by default an agent's token and JSON. */
  send(init: RequestInit & { path?: string }): Promise<TestAnswer>;
  /** Sends an operation as an agent for CustomerCare. */
  ask(query: string, more?: { variables?: unknown; headers?: Record<string, string> }): Promise<TestAnswer>;
}

export const purposes = new Map<Role, readonly string[]>([
  ['frontline-agent', ['CustomerCare']],
  ['aml-investigator', ['CounterMoneyLaundering']],
]);

export async function startBank(options: Partial<GatewayOptions> = {}): Promise<TestBank> {
  const issuer = await startIssuer();
  const coreBanking = await startSubgraph(
    'core-banking',
    coreBankingSdl,
    {
      Query: {
        customer: (_: never, { id }: { id: string }) =>
          id === 'nobody' ? null : { id, name: 'Ada', accounts: [{ id: 'A-1', balance: '12.50' }] },
        customers: () => ['C-1001', 'C-1002'].map((id) => ({ id, name: `Name of ${id}`, accounts: [] })),
        broken: () => {
          throw new Error('select * from core.customer failed at http://10.0.0.3:4102/secret');
        },
      },
    } as never,
    [
      { subject: 'C-1001', field: 'Customer.name', decision: 'allow', count: 1 },
      { subject: 'C-1001', field: 'Account.balance', decision: 'mask', count: 1 },
    ],
  );
  const kyc = await startSubgraph(
    'kyc',
    kycSdl,
    {
      Customer: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        kyc: () => ({ status: 'VERIFIED' }),
        documents: () => {
          throw new GraphQLError('connect ECONNREFUSED 10.0.0.9:5432 password=hunter2', {
            extensions: {
              code: 'UPSTREAM_INVALID',
              system: 'identity-verification',
              recordId: '22289',
              secret: 'x',
            },
          });
        },
      },
      Kyc: {
        note: () => {
          throw new GraphQLError('timeout at http://yente:8000', {
            extensions: { code: 'UPSTREAM_UNAVAILABLE', system: 'screening' },
          });
        },
      },
    } as never,
    [{ subject: 'C-1001', field: 'Kyc.status', decision: 'deny', count: 1 }],
  );
  const transports = {
    'core-banking': httpSubgraphTransport({ name: 'core-banking', url: coreBanking.url, deadlineMs: 5_000 }),
    kyc: httpSubgraphTransport({ name: 'kyc', url: kyc.url, deadlineMs: 5_000 }),
  };
  const audit = new TestAudit();
  const log: string[] = [];
  const closeRest = async () => {
    await Promise.all(Object.values(transports).map((transport) => transport.close()));
    await coreBanking[Symbol.asyncDispose]();
    await kyc[Symbol.asyncDispose]();
    await issuer[Symbol.asyncDispose]();
  };
  const gateway = await startGateway({
    supergraphSdl,
    subgraphs: transports,
    tokenVerifier: issuer.verifier,
    rolePurposes: purposes,
    policyVersion: 'policies-1',
    contextSecret,
    audit,
    // Most tests ask what they like, as any client.
    adHocClasses: CLIENT_CLASSES,
    // The subgraphs are plain servers, of which many a misbehaviour discloses nothing.
    disclosures: 'optional',
    host: '127.0.0.1',
    port: 0,
    dev: false,
    deadlineMs: 3_000,
    subgraphDeadlineMs: 400,
    auditDeadlineMs: 400,
    logger: pino({ level: 'info' }, { write: (line: string) => log.push(line) }),
    ...options,
  }).catch(async (error: unknown) => {
    await closeRest();
    throw error;
  });
  const bearer = await issuer.bearer();

  async function send({ path = '/graphql', headers, ...init }: RequestInit & { path?: string }) {
    const answer = await fetch(new URL(path, gateway.url), {
      ...init,
      headers: {
        authorization: bearer,
        'x-request-id': 'r-1',
        ...(init.body == null ? {} : { 'content-type': 'application/json' }),
        ...(headers as Record<string, string>),
      },
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
    return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : text };
  }

  return {
    gateway,
    issuer,
    coreBanking,
    kyc,
    audit,
    log,
    send,
    ask: (query, { variables, headers } = {}) =>
      send({
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: { 'x-purpose': 'CustomerCare', ...headers },
      }),
    async [Symbol.asyncDispose]() {
      await gateway.close();
      await closeRest();
    },
  };
}
