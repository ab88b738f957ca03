import { type NewRating, rate } from '@bankgraph/sandbox';
import { customerRated, screenedAnew } from '../commands/sandbox-send.js';
import type { Evidence, Play } from './play.js';
import { evidence } from './play.js';

type Band = NewRating['band'];
type Record = Pick<Evidence, 'system' | 'externalId'>;

/** Has the bank's rating engine rate the customer from now on; it tells the graph by webhook. */
export function engineRates(
  play: Play,
  what: string,
  rating: { readonly band: Band; readonly reason: string; readonly basedOn: readonly Record[] },
): Promise<Evidence> {
  return play.step('rating engine', what, () => rated(play, rating));
}

/** The same without telling it, when an earlier play has left another band. */
export async function hasRating(play: Play, band: Band): Promise<void> {
  const now = await play.ratingNow();
  if (now !== band) await rated(play, { band, reason: 'PERIODIC_REVIEW', basedOn: [] });
}

async function rated(
  play: Play,
  {
    band,
    reason,
    basedOn,
  }: { readonly band: Band; readonly reason: string; readonly basedOn: readonly Record[] },
): Promise<Evidence> {
  const told = await customerRated(
    play.stage,
    play.customerId,
    (knex, customerId) => rate(knex, customerId, () => ({ band, reason })),
    basedOn.map(({ system, externalId }) => ({ system, id: externalId })),
  );
  await play.send('risk-rating', told);
  return evidence('kyc', told.data.rating_id, told.data);
}

/** Has the customer screened against the list of today, and somebody like them found there. */
export function isScreened(play: Play, what: string): Promise<Evidence> {
  return play.step('screening', what, async () => {
    const told = await screenedAnew(play.stage, 'screening-match', play.customerId);
    await play.send('screening', told);
    return evidence('screening', told.data.screening_id, told.data);
  });
}
