import { referenceDate } from './world.js';

const dayMs = 86_400_000;

/** The moment so many days (and minutes into the day) before the world's today; negative: after it. */
export function daysAgo(days: number, minutes = 0): string {
  return isoSeconds(Date.parse(referenceDate) - days * dayMs + minutes * 60_000);
}

/** A moment so many minutes later. */
export function minutesAfter(moment: string, minutes: number): string {
  return isoSeconds(Date.parse(moment) + minutes * 60_000);
}

/** A moment so many days later. */
export function daysAfter(moment: string, days: number): string {
  return isoSeconds(Date.parse(moment) + days * dayMs);
}

/** The date part of a moment. */
export function dateOf(moment: string): string {
  return moment.slice(0, 10);
}

function isoSeconds(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}
