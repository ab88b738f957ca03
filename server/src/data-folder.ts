import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '@bankgraph/durable-file';
import { z } from 'zod';

/** What an embedded bank keeps from one start to the next, beside its PostgreSQL. */
const secretsFile = z.object({
  contextSecret: z.string().length(64),
  bankReader: z.string(),
  auditWriter: z.string(),
  auditReader: z.string(),
  auditIntegrator: z.string(),
  auditWitness: z.string(),
  auditKeyKeeper: z.string(),
  ledgerReader: z.string(),
  accessWriter: z.string(),
  accessReader: z.string(),
  decisionsWriter: z.string(),
  decisionsReader: z.string(),
  consentWriter: z.string(),
  consentReader: z.string(),
  journeysWriter: z.string(),
  operationsReader: z.string(),
  operationsPublisher: z.string(),
  eventsRelay: z.string(),
  eventIntake: z.string(),
  eventKeeper: z.string(),
  identityVerificationEvents: z.string(),
  marbleEvents: z.string(),
  fraudEvents: z.string(),
  tazamaEvents: z.string(),
  segmentationEvents: z.string(),
  riskRatingEvents: z.string(),
  screeningEvents: z.string(),
  consentEvents: z.string(),
  ratingEngine: z.string(),
});

/** Secrets of an embedded bank, made on the first start. */
export type EmbeddedSecrets = z.infer<typeof secretsFile>;

/** What a running server tells the other commands; databases by roles that do no more than their command needs. */
const runningFile = z.object({
  pid: z.int(),
  graphql: z.string(),
  issuer: z.string(),
  systems: z.record(z.string(), z.string()),
  /** The bank's ratings, as its rating engine. */
  ratingEngine: z.string(),
  auditReader: z.string(),
  auditWriter: z.string(),
  auditKeyKeeper: z.string(),
  auditKeys: z.string(),
  ledgerReader: z.string(),
  auditVerifiers: z.string(),
  witnessFolder: z.string(),
  operationsPublisher: z.string(),
  operationsKey: z.string(),
  operationsVerifier: z.string(),
  events: z.object({
    /** Where systems send to. */
    url: z.string(),
    eventKeeper: z.string(),
    secrets: z.object({
      identityVerification: z.string(),
      marble: z.string(),
      fraud: z.string(),
      tazama: z.string(),
      segmentation: z.string(),
      riskRating: z.string(),
      screening: z.string(),
      consent: z.string(),
    }),
    /** Whose security event tokens are taken in. */
    sharedSignals: z.object({ issuer: z.string(), audience: z.string(), jwksUrl: z.string() }),
  }),
  relationships: z.object({
    directory: z.string(),
    staffing: z.string(),
    consent: z.string(),
    access: z.string(),
  }),
});

/** Addresses of a running server. */
export type Running = z.infer<typeof runningFile>;

/**
 * Reads the secrets of a data folder (mode 0600), and makes those that are missing: all of them on the first start, and
 * later those that an earlier version did not have.
 */
export async function embeddedSecrets(folder: string): Promise<EmbeddedSecrets> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'secrets.json');
  const text = await readFile(file, 'utf8').catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const kept = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const missing = Object.keys(secretsFile.shape).filter((name) => !(name in kept));
  const made = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString('hex')]));
  const all = { ...kept, ...made };
  const secrets = secretsFile.parse(all);
  if (missing.length > 0) {
    await replaceFile(file, JSON.stringify(all, null, 2));
  }
  return secrets;
}

/** Tells the other commands where this server is. Holds passwords, so only its owner may read it. */
export async function writeRunning(folder: string, running: Running): Promise<void> {
  await writeFile(join(folder, 'running.json'), JSON.stringify(running, null, 2), { mode: 0o600 });
}

/** Takes back what `writeRunning` told. */
export async function removeRunning(folder: string): Promise<void> {
  await rm(join(folder, 'running.json'), { force: true });
}

/**
 * Where the running server is.
 *
 * @throws Error that says how to start one
 */
export async function readRunning(folder: string): Promise<Running> {
  const running = await findRunning(folder);
  if (running !== null) return running;
  throw new Error('No server of this folder is running. Start one in another terminal: npm start');
}

/**
 * The secret between gateway and subgraphs: of the environment, as for the gateway of a distributed graph, else of the server
 * that runs with this folder.
 *
 * @returns 64 hexadecimal digits
 * @throws Error that says how to start a server, or what is wrong with the variable
 */
export async function contextSecretOf(environment: NodeJS.ProcessEnv, folder: string): Promise<string> {
  const given = environment.CONTEXT_SECRET ?? '';
  if (given === '') {
    await readRunning(folder);
    return (await embeddedSecrets(folder)).contextSecret;
  }
  if (/^[0-9a-f]{64}$/.test(given)) return given;
  throw new Error('CONTEXT_SECRET is not 64 hexadecimal digits.');
}

/** @throws Error when a server works with this folder, so that nothing is taken from under it */
export async function refuseWhenRunning(folder: string): Promise<void> {
  const running = await findRunning(folder);
  if (running === null) return;
  throw new Error(
    `A server of this folder is running (process ${running.pid}, ${running.graphql}). Stop it first, or name another folder with BANKGRAPH_DATA.`,
  );
}

/** Where the running server is; null when none is. */
export async function findRunning(folder: string): Promise<Running | null> {
  const text = await readFile(join(folder, 'running.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  const running = runningFile.safeParse(JSON.parse(text));
  return running.success && isAlive(running.data.pid) ? running.data : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
