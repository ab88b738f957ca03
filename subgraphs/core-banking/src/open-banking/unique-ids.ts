import { type Normalisation, Quarantined } from '@bankgraph/bank-sources';
import type { RecordFormat } from './record-format.js';

/**
 * A format whose records have an id of their own that nothing else in the list may have. The same record twice is
 * one (pages are not isolated from changes); another record under a taken id is quarantined, since nobody can tell
 * which of the two is meant.
 */
export function withUniqueIds<Accepted extends { readonly id: string }>(
  format: RecordFormat<Accepted>,
): RecordFormat<Accepted> {
  return {
    ...format,
    sort(records) {
      const sorted = format.sort(records);
      const known = new Map<string, string>();
      const accepted: Accepted[] = [];
      const repeated: Normalisation[] = [];
      const contradicted: Quarantined[] = [];
      for (const record of sorted.accepted) {
        const content = JSON.stringify(record);
        const earlier = known.get(record.id);
        if (earlier === undefined) {
          known.set(record.id, content);
          accepted.push(record);
        } else if (earlier === content) {
          repeated.push({ recordId: record.id, rule: 'repeated-record-dropped' });
        } else {
          const issue = '(record) another record of the list has the same id';
          contradicted.push(new Quarantined(record.id, [issue], record));
        }
      }
      return {
        ...sorted,
        accepted,
        quarantined: [...sorted.quarantined, ...contradicted],
        normalisations: [...sorted.normalisations, ...repeated],
      };
    },
  };
}
