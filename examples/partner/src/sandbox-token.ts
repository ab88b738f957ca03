/**
 * An access token of the sandbox's issuer, which gives anybody any. A real bank's issuer asks for the partner's own
 * credentials (RFC 6749, section 4.4).
 *
 * @throws Error when the issuer gives none
 */
export async function sandboxToken(issuerUrl: string, clientId: string): Promise<string> {
  const response = await fetch(new URL('/token', issuerUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'partner', clientId }),
    signal: AbortSignal.timeout(10_000),
  });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`${issuerUrl} answered ${response.status} and gave no token.`);
  return token;
}
