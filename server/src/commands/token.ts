import { withAdvice } from '../ask-server.js';
import { readRunning } from '../data-folder.js';

/** Whose token the sandbox's issuer shall make. */
export interface TokenOptions {
  readonly role: string;
  readonly purpose?: string;
  readonly customer?: string;
  readonly sub?: string;
  readonly client?: string;
  readonly expiresIn?: number;
}

/** The command's own client, a frontend: it may send any operation outside of production. */
const ownClient = 'bankgraph-cli';

/** Gets a token of the running sandbox's issuer. */
export async function sandboxToken(dataFolder: string, options: TokenOptions): Promise<string> {
  const running = await readRunning(dataFolder);
  const answer = await withAdvice(
    fetch(`${running.issuer}/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        role: options.role,
        purpose: options.purpose,
        customerId: options.customer,
        sub: options.sub,
        // A partner's client is who it is: consents name it.
        clientId: options.client ?? (options.role === 'partner' ? undefined : ownClient),
        expiresIn: options.expiresIn,
      }),
    }),
  );
  const body = (await answer.json()) as { access_token?: string; error_description?: string };
  if (body.access_token === undefined) {
    throw new Error(body.error_description ?? `The issuer refused with status ${answer.status}.`);
  }
  return body.access_token;
}
