import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type AuditEntry,
  AuditWriter,
  ensureKeyFile,
  keyFile,
  prepareAuditLog,
  prepareKeys,
} from '@bankgraph/audit-log';
import { Integrator, proveRecord } from '@bankgraph/audit-tree';
import { verifyLog } from '@bankgraph/audit-verifier';
import { connect, databaseUrl, openPool, type TemporaryPostgres } from '@bankgraph/database';
import { generateNoteKey, readNoteSigner } from '@bankgraph/transparency-log';

/** Field records in a leaf. */
export const fieldsInLeaf = 25;

/** Callers who wait for their own record at once: a busy gateway. */
const callers = 256;

const customers = 200;

const fields = Array.from(
  { length: fieldsInLeaf },
  (_, at) => [`Account${at % 5}.someField${at}`, 'allow', 1 + (at % 3)] as const,
);

function entry(number: number): AuditEntry {
  return {
    actor: {
      id: 'S-frontline-agent-1',
      kind: 'staff',
      roles: ['frontline-agent'],
      clientId: 'crm',
      channel: 'call-centre',
    },
    purpose: 'CustomerCare',
    subject: `C-${1_001 + (number % customers)}`,
    requestId: `r-${number}`,
    operationName: 'ChannelContext',
    operationHash: 'ab'.repeat(32),
    policyVersion: '0123456789abcdef',
    fields,
    outcome: 'answered',
    answer: { salt: '00'.repeat(16), digest: 'cd'.repeat(32) },
  };
}

/** A log of its own, written by the parts that write the real one. */
export interface MeasuredLog {
  /** Records in the tree. */
  size(): number;
  /** Seconds until so many callers' records are durable. */
  write(records: number): Promise<number>;
  /** Seconds until all that is durable is in a signed tree. */
  integrate(): Promise<number>;
  /** Milliseconds for each of so many proofs, of entries by chance. */
  prove(proofs: number): Promise<readonly number[]>;
  /** Seconds to verify all of it. @throws Error when there is a fault */
  verify(onProgress: (done: number, of: number) => void): Promise<number>;
  close(): Promise<void>;
}

/** Prepares a log in a database of its own. */
export async function measuredLog(server: TemporaryPostgres): Promise<MeasuredLog> {
  const url = await server.newDatabase();
  const passwords = { writer: 'w', reader: 'r', integrator: 'i', witness: 'k', keyKeeper: 'x' };
  const folder = await mkdtemp(join(tmpdir(), 'bankgraph-bench-log-'));
  const keys = keyFile(join(folder, 'audit-keys.json'));
  await ensureKeyFile(join(folder, 'audit-keys.json'));
  const owner = connect(url, { applicationName: 'bench owner', poolMax: 1 });
  try {
    await prepareAuditLog(owner, passwords);
    await prepareKeys(owner, keys);
  } finally {
    await owner.destroy();
  }
  const as = (role: string, password: string) => databaseUrl(url, { role, password });
  const pool = openPool(as('audit_writer', 'w'), { applicationName: 'bench writer', poolMax: 2 });
  const integrating = connect(as('audit_integrator', 'i'), {
    applicationName: 'bench integrator',
    poolMax: 2,
  });
  const reading = connect(as('audit_reader', 'r'), {
    applicationName: 'bench reader',
    poolMax: 1,
    statementTimeoutMs: 60_000,
  });
  const key = generateNoteKey('bankgraph/audit');
  const writer = await AuditWriter.open(pool, { service: 'bench', keys });
  let [asked, size] = [0, 0];
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return (performance.now() - began) / 1_000;
  };
  return {
    size: () => size,
    write: (records) =>
      timed(async () => {
        const end = asked + records;
        const caller = async () => {
          while (asked < end) {
            asked += 1;
            await writer.commit([entry(asked)]);
          }
        };
        await Promise.all(Array.from({ length: callers }, caller));
      }),
    integrate: () =>
      timed(async () => {
        // Begins and ends with the measurement, and takes in whatever is durable before it ends.
        const integrator = new Integrator(integrating, {
          signer: readNoteSigner(key.signer),
          onError: (told, message) => {
            throw new Error(message, { cause: told });
          },
        });
        integrator.start();
        await integrator.close();
        size = integrator.state.size;
      }),
    prove: async (proofs) => {
      const milliseconds: number[] = [];
      for (let done = 0; done < proofs; done += 1) {
        const index = Math.floor(Math.random() * size);
        milliseconds.push(1_000 * (await timed(() => proveRecord(reading, index))));
      }
      return milliseconds;
    },
    verify: (onProgress) =>
      timed(async () => {
        const { faultCount, tree } = await verifyLog(reading, { verifiers: key.verifier, onProgress });
        if (faultCount > 0 || tree.size !== size) throw new Error('The log that was measured is not whole.');
      }),
    close: async () => {
      await writer.close();
      await Promise.all([pool.end(), integrating.destroy(), reading.destroy()]);
      await rm(folder, { recursive: true });
    },
  };
}
