import { connect } from '@bankgraph/database';
import { z } from 'zod';
import { fixedPorts } from './fixed-ports.js';
import { startSandbox } from './sandbox.js';
import { sandboxSecrets } from './secrets.js';

/** The sandbox bank as a process of its own, for docker-compose. Settings come from the environment. */
const environment = z.object({
  SANDBOX_HOST: z.string().default('127.0.0.1'),
  /** `free`: every system takes a free port instead of its fixed one, and the lines on standard output say which. */
  SANDBOX_PORTS: z.enum(['fixed', 'free']).default('fixed'),
  SANDBOX_SEED: z.coerce.number().int().default(1),
  SANDBOX_CUSTOMERS: z.coerce.number().int().min(20).default(200),
  SANDBOX_KEYS_FOLDER: z.string().default('.bankgraph/issuer'),
  /** The issuer's name in tokens (`iss`), e.g. http://sandbox:4110. */
  SANDBOX_ISSUER: z.url().optional(),
  SANDBOX_WATCHLIST: z.string().optional(),
  /** The bank's database as its owner; not touched when absent. */
  SANDBOX_DATABASE_URL: z.url().optional(),
  SANDBOX_READER_PASSWORD: z.string().min(8).optional(),
  SANDBOX_CORE_BANKING_CLIENT_SECRET: z.string().min(32).optional(),
});

const parsed = environment.safeParse(process.env);
if (!parsed.success) {
  for (const issue of parsed.error.issues) console.error(`${issue.path.join('.')}: ${issue.message}`);
  process.exit(2);
}
const settings = parsed.data;

const knex =
  settings.SANDBOX_DATABASE_URL === undefined
    ? undefined
    : connect(settings.SANDBOX_DATABASE_URL, { poolMax: 2, applicationName: 'sandbox' });

const sandbox = await startSandbox({
  ports: settings.SANDBOX_PORTS === 'fixed' ? fixedPorts : {},
  host: settings.SANDBOX_HOST,
  seed: settings.SANDBOX_SEED,
  customers: settings.SANDBOX_CUSTOMERS,
  keysFolder: settings.SANDBOX_KEYS_FOLDER,
  secrets: {
    ...sandboxSecrets,
    ...(settings.SANDBOX_READER_PASSWORD !== undefined && {
      readerPassword: settings.SANDBOX_READER_PASSWORD,
    }),
    ...(settings.SANDBOX_CORE_BANKING_CLIENT_SECRET !== undefined && {
      coreBankingClientSecret: settings.SANDBOX_CORE_BANKING_CLIENT_SECRET,
    }),
  },
  ...(settings.SANDBOX_ISSUER !== undefined && { issuer: settings.SANDBOX_ISSUER }),
  ...(settings.SANDBOX_WATCHLIST !== undefined && { watchlist: settings.SANDBOX_WATCHLIST }),
  ...(knex !== undefined && { knex }),
  onProgress: (done, total) => console.log(`Seeded ${done} of ${total} customers`),
}).finally(() => knex?.destroy());

for (const system of [...Object.values(sandbox.systems), sandbox.issuer]) {
  console.log(`${system.name.padEnd(22)} ${system.url}`);
}

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void sandbox.stop().then(() => process.exit(0));
  });
}
