import { tokenVerifier } from '@bankgraph/identity';
import { describe, expect, it } from '@jest/globals';
import { startTokenIssuer } from './token-issuer.js';

describe('the tokens of the benchmark', () => {
  it('are accepted by the verifier, each of another person', async () => {
    await using issuer = await startTokenIssuer();
    const verify = tokenVerifier(issuer.options);
    const tokens = [...(await issuer.tokens(3)), ...(await issuer.tokens(2))];
    const actors = await Promise.all(tokens.map((token) => verify(`Bearer ${token}`)));
    expect(new Set(tokens).size).toBe(5);
    expect(new Set(actors.map(({ id }) => id)).size).toBe(5);
    expect(actors[0]).toMatchObject({ roles: ['frontline-agent'], purpose: 'CustomerCare' });
  });

  it('are not accepted when another issuer has signed them', async () => {
    await using issuer = await startTokenIssuer();
    await using other = await startTokenIssuer();
    const [token = ''] = await other.tokens(1);
    const verify = tokenVerifier({ ...other.options, jwksUrl: issuer.options.jwksUrl });
    await expect(verify(`Bearer ${token}`)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
