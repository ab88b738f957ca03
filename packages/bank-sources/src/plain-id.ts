import { z } from 'zod';

/** What an id may consist of to stand in a report. */
export const plainIdPattern = /^[\w.:@/+=-]{1,128}$/;

/** An id that may stand in a report: text, line breaks or a whole document in its place is a fault of the record. */
export const plainId = z.string().regex(plainIdPattern);
