import { parse } from 'csv-parse/sync';
import type { PublishedData, PublishedFile } from '../published-data.js';

/** A term of the W3C Data Privacy Vocabulary. */
export interface Term {
  readonly term: string;
  /** Names of the terms directly above it. */
  readonly broader: readonly string[];
}

/** Terms of one published file by their name. */
export function termsOf(data: PublishedData, file: PublishedFile): ReadonlyMap<string, Term> {
  const rows = parse(data.text(file), { columns: true }) as Record<string, string>[];
  return new Map(
    rows.flatMap(({ term, hasbroader = '' }): [string, Term][] =>
      term
        ? [
            [
              term,
              {
                term,
                broader: hasbroader
                  .split(/[,;\s]+/)
                  .map(nameOf)
                  .filter(Boolean),
              },
            ],
          ]
        : [],
    ),
  );
}

function nameOf(iri: string): string {
  return iri.slice(iri.lastIndexOf('#') + 1);
}
