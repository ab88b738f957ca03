import type { PolicySet } from '@bankgraph/authorization';
import { bankSystem } from '@bankgraph/bank-sources';
import {
  coreBankingSubgraph,
  directorySource,
  fineractSource,
  openBankingSource,
} from '@bankgraph/core-banking-subgraph';
import type { Knex } from '@bankgraph/database';
import {
  kycDatabaseSource,
  kycSubgraph,
  verificationVendorSource,
  yenteSource,
} from '@bankgraph/kyc-subgraph';
import { readSubgraph } from '@bankgraph/schema';
import type { SubgraphDefinition } from '@bankgraph/subgraph-kit';
import type { BankConnections } from './bank-connections.js';
import type { SubgraphName } from './configuration.js';

/** What the sources of a subgraph are made of. */
export interface SourceOptions {
  readonly connections: BankConnections;
  readonly policies: PolicySet;
  /** The bank's consents, open already because every subgraph asks for them. */
  readonly consent: Knex;
  /** Opens a database of the bank; whoever opened it closes it. */
  open(url: string): Knex;
}

/** Base path of UK Open Banking AIS v4.0 at core banking. */
const openBankingPath = '/open-banking/v4.0/aisp';

/** Base path of Fineract's API. */
const fineractPath = '/fineract-provider/api/v1';

/** Chooses the adapters of a subgraph: the only place that knows which system is behind which source. */
export function subgraphDefinition(name: SubgraphName, options: SourceOptions): SubgraphDefinition<object> {
  return makers[name](options) as SubgraphDefinition<object>;
}

const stub = (name: SubgraphName) => (): SubgraphDefinition<object> => ({
  name,
  sdl: readSubgraph(name).sdl,
  resolvers: {},
  loaders: () => ({}),
});

const makers: Readonly<Record<SubgraphName, (options: SourceOptions) => unknown>> = {
  'core-banking': ({ connections, open }) => {
    const { systems, credentials, databases } = connections;
    return coreBankingSubgraph({
      coreBanking: openBankingSource({
        baseUrl: systems['core-banking'] + openBankingPath,
        clientId: 'bankgraph',
        clientSecret: credentials.coreBankingClientSecret,
      }),
      directory: directorySource({ knex: open(databases.directory) }),
      loans: fineractSource({ baseUrl: systems.loans + fineractPath, ...credentials.loans }),
    });
  },
  kyc: ({ connections, open }) => {
    const { systems, credentials, databases } = connections;
    const vendor = bankSystem({
      name: 'identity-verification',
      baseUrl: systems['identity-verification'],
      readOnly: true,
      headers: { 'x-app-token': credentials.identityVerificationAppToken },
    });
    const screening = bankSystem({
      name: 'screening',
      baseUrl: systems.screening,
      readOnly: false,
      headers:
        credentials.screeningApiKey === null
          ? {}
          : { authorization: `ApiKey ${credentials.screeningApiKey}` },
    });
    return kycSubgraph({
      records: kycDatabaseSource(open(databases.kyc)),
      vendor: verificationVendorSource(vendor),
      screening: yenteSource(screening),
    });
  },
  aml: stub('aml'),
  fraud: stub('fraud'),
  segments: stub('segments'),
  consent: stub('consent'),
  lineage: stub('lineage'),
};
