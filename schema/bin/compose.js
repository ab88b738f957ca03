#!/usr/bin/env node
// Composes the contract before anything else is built: the other packages compile against what is generated from it.
// `--check` changes nothing and fails when a composed file is stale. For people there is `bankgraph schema`.
import { checkSupergraph, describeProblem, writeSupergraph } from '../dist/index.js';

const check = process.argv.includes('--check');
const found = check ? checkSupergraph() : writeSupergraph();
if (found.state === 'invalid') {
  process.stderr.write(`${found.problems.map(describeProblem).join('\n')}\n`);
} else if (found.state === 'stale') {
  const files = found.files.map((file) => `schema/${file}`).join(', ');
  process.stdout.write(check ? `Stale: ${files}. Run \`npm run generate\`.\n` : `Composed ${files}.\n`);
}
process.exitCode = found.state === 'invalid' || (check && found.state === 'stale') ? 1 : 0;
