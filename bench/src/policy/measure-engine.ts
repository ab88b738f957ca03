import { fileURLToPath } from 'node:url';
import { noRelationships, readPolicies } from '@bankgraph/authorization';
import { signRequestContext, subgraphKey } from '@bankgraph/identity';
import { openSubgraph, type Subgraph } from '@bankgraph/subgraph-kit';
import { openUngovernedSubgraph } from '@bankgraph/subgraph-kit/ungoverned';
import { cannedCoreBanking } from '../canned-core-banking.js';
import { readOperation } from '../load/operation.js';
import { inTurns, type Ratio, ratioOf, type Side, sideOf } from '../statistics/rounds.js';

/** What the engine alone costs. */
export interface EngineResult {
  /** Time without policies over time with them. */
  readonly speed: Ratio;
  /** For one answer, in milliseconds. */
  readonly on: Side;
  readonly off: Side;
  /** Governed fields of an answer. */
  readonly fields: number;
  /** What deciding, masking and recording cost for one field, in microseconds. */
  readonly microsecondsPerField: number;
}

const accounts = 10;
const transactionsEach = 100;
/** Governed fields of a transaction in the operation; the parts of an amount are carried by it. */
const fieldsOfTransaction = 11;
/** Of an account: its id and its transactions. */
const fieldsOfAccount = 2;
const customerId = 'C-1001';

/**
 * Measures the core-banking subgraph alone, asked in this process, over canned rows: the project's own contract and
 * policies, a thousand rows, a customer who may see all of them. No HTTP, no bank system, no audit log.
 */
export async function measureEngine(
  effort: { readonly rounds: number; readonly answers: number },
  onProgress: (done: number, of: number) => void,
): Promise<EngineResult> {
  const subgraphs = { on: await openCanned(openSubgraph), off: await openCanned(openUngovernedSubgraph) };
  const ask = questioner();
  const round = async (subgraph: Subgraph): Promise<number> => {
    const began = performance.now();
    for (let count = 0; count < effort.answers; count += 1) await ask(subgraph);
    return (performance.now() - began) / effort.answers;
  };
  await round(subgraphs.on);
  await round(subgraphs.off);
  const rounds = await inTurns(
    effort.rounds,
    { on: () => round(subgraphs.on), off: () => round(subgraphs.off) },
    (done) => onProgress(done, effort.rounds),
  );
  const fields = 2 + accounts * (fieldsOfAccount + transactionsEach * fieldsOfTransaction);
  const [on, off] = [sideOf(rounds.on), sideOf(rounds.off)];
  return {
    speed: ratioOf(rounds.off, rounds.on),
    on,
    off,
    fields,
    microsecondsPerField: (1000 * (on.median - off.median)) / fields,
  };
}

async function openCanned(open: typeof openSubgraph): Promise<Subgraph> {
  return open(cannedCoreBanking(), {
    policies: await readPolicies(fileURLToPath(new URL('../../../policies', import.meta.url))),
    relationships: () => noRelationships,
    contextKey,
    record: async () => {},
    logger: { error: (fault, message) => process.stderr.write(`${message} ${JSON.stringify(fault)}\n`) },
  });
}

const contextKey = subgraphKey(Buffer.alloc(32, 1), 'core-banking');

/** Asks the subgraph as the gateway does, and makes sure that all rows are there. */
function questioner(): (subgraph: Subgraph) => Promise<void> {
  const body = JSON.stringify({ query: readOperation('thousand-rows'), variables: { id: customerId } });
  const contextToken = signRequestContext(
    {
      actor: {
        id: customerId,
        kind: 'customer',
        roles: ['customer'],
        customerId,
        clientId: 'mobile-app',
        channel: null,
        assurance: null,
        purpose: null,
      },
      requestId: 'bench',
      operationName: 'ThousandRows',
      operationHash: 'bench',
      recordedBy: 'gateway',
    },
    { subgraph: 'core-banking', key: contextKey, body },
  );
  return async (subgraph) => {
    const { data, errors } = await subgraph.handle({ body, contextToken });
    const customer = data?.customer as {
      accounts: { nodes: { transactions: { nodes: object[] } }[] };
    } | null;
    const nodes = customer?.accounts.nodes.flatMap(({ transactions }) => transactions.nodes) ?? [];
    const last = nodes.at(-1) as { information?: unknown } | undefined;
    if (
      errors !== undefined ||
      nodes.length !== accounts * transactionsEach ||
      last?.information !== 'Rent'
    ) {
      throw new Error(`The subgraph answered ${nodes.length} rows and ${JSON.stringify(errors)}.`);
    }
  };
}
