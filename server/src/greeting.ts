import type { EmbeddedBank } from './embedded-bank.js';

/** What a person needs next, once everything runs. */
export function greeting(
  url: string,
  bank: EmbeddedBank,
  about: { readonly dev: boolean; readonly seconds: string },
): string {
  const systems = Object.values(bank.sandbox.systems).map(
    ({ name, url: at }) => `    ${name.padEnd(22)} ${at}`,
  );
  const origin = new URL(url).origin;
  return [
    '',
    `Bankgraph is ready after ${about.seconds} s.`,
    '',
    `  GraphQL   ${url}`,
    ...(about.dev ? [`  GraphiQL  ${origin}/graphiql`] : []),
    `  Health    ${origin}/healthz  ${origin}/readyz`,
    `  Customers C-1001 to C-${1000 + bank.sandbox.world.size}; who is who: sandbox/STORIES.md`,
    `  Issuer    ${bank.sandbox.issuer.url}`,
    "  The bank's systems:",
    ...systems,
    '',
    'Ask it, in another terminal:',
    `  echo '{ customer(id: "C-1001") { name kyc { status } } }' | npx bankgraph query --role frontline-agent --purpose CustomerCare -`,
    '  npx bankgraph audit tail',
    '  npx bankgraph demo workflows',
    '',
    'Ctrl-C stops everything. The data stays for the next start; --fresh starts over.',
  ].join('\n');
}
