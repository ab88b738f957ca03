import { z } from 'zod';

/** A `timestamptz`, which arrives as a Date, as ISO 8601 date and time in UTC. */
export const timestamp = z.date().transform((moment) => moment.toISOString().replace('.000Z', 'Z'));

/** A `numeric`, which arrives as text, as exact decimal text. */
export const numeric = z.string().regex(/^-?\d{1,18}(\.\d{1,10})?$/);
