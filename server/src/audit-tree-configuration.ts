import { readFile } from 'node:fs/promises';
import {
  type NoteSigner,
  type NoteVerifier,
  readNoteSigner,
  readNoteVerifier,
} from '@bankgraph/transparency-log';
import { auditLogName } from './audit-tree-files.js';
import { ConfigurationFaults, readVariables } from './configuration.js';

/** What the process needs that takes records into the audit tree. */
export interface IntegratorConfiguration {
  /** For the role audit_integrator. */
  readonly databaseUrl: string;
  readonly signer: NoteSigner;
}

/** What the process needs that watches the audit tree. */
export interface WitnessConfiguration {
  /** For the role audit_witness. */
  readonly databaseUrl: string;
  readonly signer: NoteSigner;
  /** The log's public key. */
  readonly log: NoteVerifier;
  /** What it remembers. */
  readonly folder: string;
  /** Copies of what it has signed. */
  readonly copyTo?: string;
}

/** @throws ConfigurationFaults with every variable and every file that is not as it has to be */
export async function readIntegratorConfiguration(
  environment: NodeJS.ProcessEnv,
): Promise<IntegratorConfiguration> {
  const faults: string[] = [];
  const get = readVariables('integrator', environment, faults);
  const signer = await fromFile('AUDIT_LOG_KEY_FILE', get('AUDIT_LOG_KEY_FILE'), faults, (text) =>
    ofKind(readNoteSigner(text), 'log'),
  );
  if (signer === null || faults.length > 0) throw new ConfigurationFaults(faults);
  return { databaseUrl: get('AUDIT_INTEGRATOR_DATABASE_URL'), signer };
}

/** @throws ConfigurationFaults with every variable and every file that is not as it has to be */
export async function readWitnessConfiguration(
  environment: NodeJS.ProcessEnv,
): Promise<WitnessConfiguration> {
  const faults: string[] = [];
  const get = readVariables('witness', environment, faults);
  const signer = await fromFile('WITNESS_KEY_FILE', get('WITNESS_KEY_FILE'), faults, (text) =>
    ofKind(readNoteSigner(text), 'witness'),
  );
  const log = await fromFile('AUDIT_VERIFIERS_FILE', get('AUDIT_VERIFIERS_FILE'), faults, (text) => {
    const found = readVerifiers(text).find(({ kind }) => kind === 'log');
    if (found === undefined) throw new Error(`it has no key of a log, such as ${auditLogName}`);
    return found;
  });
  if (signer === null || log === null || faults.length > 0) throw new ConfigurationFaults(faults);
  const copyTo = get('WITNESS_COPY_TO');
  return {
    databaseUrl: get('AUDIT_WITNESS_DATABASE_URL'),
    signer,
    log,
    folder: get('WITNESS_FOLDER'),
    ...(copyTo === '' ? {} : { copyTo }),
  };
}

/** Public keys, a line each. @throws NoteRefused when a line is none */
export function readVerifiers(text: string): readonly NoteVerifier[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => readNoteVerifier(line.trim()));
}

function ofKind(signer: NoteSigner, kind: NoteSigner['kind']): NoteSigner {
  if (signer.kind !== kind) throw new Error(`it is the key of a ${signer.kind}, not of a ${kind}`);
  return signer;
}

/** What is in a file that a variable names; null, and a fault, when it cannot be used. */
async function fromFile<Read>(
  variable: string,
  file: string,
  faults: string[],
  read: (text: string) => Read,
): Promise<Read | null> {
  // That the variable is missing is told already.
  if (file === '') return null;
  try {
    return read((await readFile(file, 'utf8')).trim());
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    faults.push(
      `${variable} is not valid: ${file} ${code === undefined ? `is no such file: ${message}` : `cannot be read (${code})`}`,
    );
    return null;
  }
}
