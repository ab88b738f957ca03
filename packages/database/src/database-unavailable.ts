/** The database cannot be reached, is starting or stopping, or did not answer in time. Trying again later helps. */
export class DatabaseUnavailable extends Error {
  readonly code = 'DATABASE_UNAVAILABLE';

  constructor(cause: unknown) {
    // The driver's text may quote host, login and statement, so it stays in the cause.
    super(
      'The database cannot be reached or does not answer. Check that it runs and that DATABASE_URL is right.',
      { cause },
    );
    this.name = 'DatabaseUnavailable';
  }
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: connection exceptions, resources, operator intervention, system errors. */
const sqlStateClasses = ['08', '53', '57', '58'];

const socketErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

const driverMessages = [
  /connection terminated/i,
  /timeout acquiring a connection/i,
  /query read timeout/i,
  /timeout expired/i,
  /timeout exceeded when trying to connect/i,
  /client has encountered a connection error/i,
  /client was closed/i,
];

/**
 * Whether an error of pg or knex means that the database is unavailable, as opposed to a wrong statement or
 * refused permission. A statement that the server cancelled for its timeout counts as unavailable.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  if (typeof error !== 'object' || error === null) return false;
  // By shape: errors of Node's own modules may come from another realm.
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  if (Array.isArray(errors) && errors.some(isDatabaseUnavailable)) return true;
  if (typeof code === 'string') {
    if (socketErrors.has(code)) return true;
    if (/^[0-9A-Z]{5}$/.test(code)) return sqlStateClasses.includes(code.slice(0, 2));
  }
  return typeof message === 'string' && driverMessages.some((pattern) => pattern.test(message));
}

/**
 * Runs a database call.
 *
 * @throws DatabaseUnavailable instead of the driver's many ways to say so; other errors pass unchanged.
 */
export async function whileAvailable<T>(call: () => PromiseLike<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof DatabaseUnavailable || !isDatabaseUnavailable(error)) throw error;
    throw new DatabaseUnavailable(error);
  }
}
