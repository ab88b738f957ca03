import type { KeyObject } from 'node:crypto';
import { type Knex, whileAvailable } from '@bankgraph/database';
import type { OperationManifest } from './manifest.js';
import {
  RevisionRefused,
  revisionDigest,
  signRevision,
  type VerifiedRevision,
  verifyRevision,
} from './signed-revision.js';

/** A row of the history that is not what it should be. */
export interface RefusedRow {
  readonly revision: number;
  readonly why: string;
}

/** What was found in the history. */
export interface RevisionsFound {
  /** The newest good one; the one that was known when there is no newer. */
  readonly latest: VerifiedRevision | null;
  readonly refused: readonly RefusedRow[];
  /** Number of the last row, good or not; 0 of an empty history. */
  readonly lastRow: number;
}

/**
 * Reads what was published after a known revision. A row is good when it carries our signature, says its own number, and
 * names as the one before it the last good one before it. Where nothing is known yet, the newest good row is taken for
 * itself: its signature vouches for it.
 *
 * @throws DatabaseUnavailable
 */
export async function readRevisions(
  knex: Knex,
  verifier: KeyObject,
  known: VerifiedRevision | null,
): Promise<RevisionsFound> {
  const rows: { revision: number; signed: string }[] = await whileAvailable(() =>
    knex('operations.revision')
      .select('revision', 'signed')
      .where('revision', '>=', known?.revision ?? 0)
      .orderBy('revision'),
  );
  const refused: RefusedRow[] = [];
  let latest = known;
  // A history that ends before what is known was rolled back, or is another one.
  if (known !== null && rows[0]?.revision !== known.revision) {
    refused.push({ revision: known.revision, why: 'The revision that is in force is missing.' });
  }
  for (const { revision, signed } of rows) {
    if (revision === known?.revision) {
      if (signed !== known.signed) {
        refused.push({ revision, why: 'It is another text than the one in force under this number.' });
      }
      continue;
    }
    try {
      latest = await goodRow(revision, signed, verifier, latest);
    } catch (error) {
      if (!(error instanceof RevisionRefused)) throw error;
      refused.push({ revision, why: error.message });
    }
  }
  return { latest, refused, lastRow: rows.at(-1)?.revision ?? 0 };
}

async function goodRow(
  revision: number,
  signed: string,
  verifier: KeyObject,
  before: VerifiedRevision | null,
): Promise<VerifiedRevision> {
  const read = await verifyRevision(signed, verifier);
  if (read.revision !== revision)
    throw new RevisionRefused(`It is the revision ${read.revision}, put in here.`);
  if (before !== null && read.previous !== revisionDigest(before)) {
    throw new RevisionRefused('It does not follow the revision before it.');
  }
  return read;
}

/**
 * Publishes a manifest as the next revision, unless it is the one in force.
 *
 * @returns the revision in force now, and whether it is new
 * @throws DatabaseUnavailable; Error when somebody else has published at the same time
 */
export async function publishManifest(
  knex: Knex,
  manifest: OperationManifest,
  by: { readonly key: KeyObject; readonly verifier: KeyObject; readonly publishedBy: string },
): Promise<{ readonly revision: VerifiedRevision; readonly isNew: boolean }> {
  const { latest, lastRow } = await readRevisions(knex, by.verifier, null);
  if (latest !== null && JSON.stringify(latest.manifest) === JSON.stringify(manifest)) {
    return { revision: latest, isNew: false };
  }
  const next = await signRevision(
    {
      revision: lastRow + 1,
      publishedAt: new Date().toISOString(),
      publishedBy: by.publishedBy,
      previous: latest === null ? null : revisionDigest(latest),
      manifest,
    },
    by.key,
  );
  // Two keys that do not belong together would publish what no gateway takes.
  await verifyRevision(next.signed, by.verifier);
  try {
    await whileAvailable(() =>
      knex('operations.revision').insert({ revision: next.revision, signed: next.signed }),
    );
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error;
    throw new Error(
      'Somebody else has published at the same time. Look at what is there, then publish again.',
      {
        cause: error,
      },
    );
  }
  return { revision: next, isNew: true };
}
