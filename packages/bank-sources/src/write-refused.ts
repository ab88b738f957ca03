import type { Dispatcher } from 'undici';

/** Somebody tried to send anything but a plain GET to a system that we may only read. A bug in our code. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
  readonly code = 'WRITE_REFUSED';
  readonly system: string;
  readonly method: string;

  constructor(system: string, method: string) {
    super(`"${system}" is read-only: ${method} was refused before anything was sent. Only GET is allowed.`);
    this.system = system;
    this.method = method;
  }
}

/**
 * The guard at the lowest level that we own: it sits in front of the connection pool, so no method of a
 * client, present or future, can reach a socket with anything but a GET without body or upgrade.
 */
export function refuseWrites(system: string): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) => {
    if (options.method !== 'GET') throw new WriteRefused(system, String(options.method));
    if (options.upgrade) throw new WriteRefused(system, 'UPGRADE');
    if (options.body !== undefined && options.body !== null)
      throw new WriteRefused(system, 'GET with a body');
    return dispatch(options, handler);
  };
}
