import {
  allRecords,
  type BankSystem,
  byCustomer,
  followOffset,
  isoDateTime,
  jsonInteger,
  jsonNumber,
  path,
  plainId,
  requireValid,
  UpstreamInvalid,
} from '@bankgraph/bank-sources';
import { z } from 'zod';
import type { Segmentation, SegmentationProfile } from './segmentation-profile.js';

/** More merges than this in a row are a fault of the profiles. */
const mostMerges = 5;

/** Profiles asked for at a time; more are on further pages. */
const pageSize = 500;

const page = z.object({ list: z.array(z.unknown()), totalSize: jsonInteger });

/** A profile of Apache Unomi (`org.apache.unomi.api.Profile`). */
export const unomiProfile = z.object({
  itemId: plainId,
  properties: z.object({ customerNumber: z.string().nullish() }),
  systemProperties: z.object({ lastUpdated: isoDateTime.nullish() }).nullish(),
  segments: z.array(z.string()),
  scores: z.record(z.string(), jsonNumber).nullish(),
  mergedWith: z.string().min(1).nullish(),
});
export type UnomiProfile = z.output<typeof unomiProfile>;

/** A profile in our terms. */
export function fromUnomiProfile(record: UnomiProfile): SegmentationProfile {
  return {
    id: record.itemId,
    segments: [...new Set(record.segments)],
    scores: new Map(Object.entries(record.scores ?? {})),
    lastUpdated: record.systemProperties?.lastUpdated ?? null,
  };
}

/**
 * Apache Unomi (https://unomi.apache.org): profiles by the bank's customer number, merged ones followed to the profile
 * that stayed.
 *
 * @param system base URL and Basic auth
 */
export function unomiSource(system: BankSystem): Segmentation {
  return {
    async profiles(customerIds, signal) {
      const condition = {
        type: 'profilePropertyCondition',
        parameterValues: {
          propertyName: 'properties.customerNumber',
          comparisonOperator: 'in',
          propertyValues: customerIds,
        },
      };
      const readPage = (answer: unknown) => requireValid(system.name, page, answer, '/cxs/profiles/search');
      const records = await allRecords(
        followOffset(system, {
          pageSize,
          signal,
          read: ({ offset, limit }, { deadlineMs }) =>
            system.post(
              '/cxs/profiles/search',
              { offset, limit, condition, forceRefresh: false },
              { isRead: true, deadlineMs, signal },
            ),
          recordsOf: (answer) => readPage(answer).list,
          totalOf: (answer) => readPage(answer).totalSize,
          keyOf: (record: { itemId?: unknown }) =>
            typeof record.itemId === 'string' ? record.itemId : undefined,
        }),
      );
      const found = byCustomer(system.name, unomiProfile, customerIds, records, {
        customerOf: (record: { properties?: { customerNumber?: unknown } }) =>
          record.properties?.customerNumber,
        idOf: (record: { itemId?: unknown }) => record.itemId,
      });
      const asked = new Map<string, Promise<UnomiProfile>>();
      for (const { records: listed } of found.values()) {
        for (const profile of listed) asked.set(profile.itemId, Promise.resolve(profile));
      }
      return new Map(
        await Promise.all(
          [...found].map(async ([customerId, { records: listed, faults }]) => {
            const merged = await Promise.all(
              listed.map((profile) => followMerges(profile, customerId, asked, signal)),
            );
            const stayed = merged
              .flatMap((one) => (one instanceof UpstreamInvalid ? [] : [one]))
              .sort(latestFirst);
            const broken = merged.flatMap((one) => (one instanceof UpstreamInvalid ? [one] : []));
            return [customerId, { records: stayed.slice(0, 1), faults: [...faults, ...broken] }] as const;
          }),
        ),
      );
    },
  };

  /** The profile that stayed, or what is wrong with the merges. Never another customer's profile. */
  async function followMerges(
    profile: UnomiProfile,
    customerId: string,
    asked: Map<string, Promise<UnomiProfile>>,
    signal: AbortSignal,
  ): Promise<SegmentationProfile | UpstreamInvalid> {
    let current = profile;
    for (let merges = 0; merges <= mostMerges; merges += 1) {
      const { mergedWith } = current;
      if (mergedWith == null || mergedWith === current.itemId) return fromUnomiProfile(current);
      try {
        current = await profileOf(mergedWith, asked, signal);
      } catch (error) {
        if (error instanceof UpstreamInvalid) {
          return new UpstreamInvalid(system.name, profile.itemId, [
            'mergedWith: no profile that can be read',
          ]);
        }
        throw error;
      }
      if ((current.properties.customerNumber ?? customerId) !== customerId) {
        return new UpstreamInvalid(system.name, profile.itemId, ["mergedWith: another customer's profile"]);
      }
    }
    return new UpstreamInvalid(system.name, profile.itemId, ['mergedWith: merges without end']);
  }

  /** A profile by its id. Unomi answers 204 or 404 for one that it does not have. */
  function profileOf(
    id: string,
    asked: Map<string, Promise<UnomiProfile>>,
    signal: AbortSignal,
  ): Promise<UnomiProfile> {
    const known = asked.get(id);
    if (known !== undefined) return known;
    const answer = system
      .get(path`/cxs/profiles/${id}`, { absentOn404: true, signal })
      .then((record) => requireValid(system.name, unomiProfile, record, id));
    asked.set(id, answer);
    return answer;
  }
}

function latestFirst(one: SegmentationProfile, other: SegmentationProfile): number {
  const moment = ({ lastUpdated }: SegmentationProfile) =>
    lastUpdated === null ? 0 : Date.parse(lastUpdated);
  return moment(other) - moment(one) || one.id.localeCompare(other.id);
}
