/** A gateway that is measured. */
export interface MeasuredGateway {
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Its process, as `startProcess` takes it. */
  readonly script: string;
  /** npm package that is measured; null for what is no peer. */
  readonly peer: string | null;
}

/** Ours. */
export const bankgraph: MeasuredGateway = {
  name: 'bankgraph',
  title: 'Bankgraph, with identity, policies and record',
  script: '../federation/gateways/bankgraph-process.js',
  peer: null,
};

/** What no gateway on Node can be faster than. */
export const speedOfLight: MeasuredGateway = {
  name: 'speed-of-light',
  title: 'speed of light: the same fetches, parsed, a ready answer',
  script: '../federation/gateways/speed-of-light-process.js',
  peer: null,
};

/** The one that most of the world's federated graphs on Node have. */
export const apolloGateway: MeasuredGateway = {
  name: 'apollo-gateway',
  title: 'Apollo Gateway',
  script: '../../peers/apollo-gateway.js',
  peer: '@apollo/gateway',
};

/** All peers. */
export const peerGateways: readonly MeasuredGateway[] = [
  apolloGateway,
  {
    name: 'mercurius-gateway',
    title: 'Mercurius gateway, with jit',
    script: '../../peers/mercurius-gateway.js',
    peer: '@mercuriusjs/gateway',
  },
  {
    name: 'hive-gateway',
    title: 'Hive Gateway',
    script: '../../peers/hive-gateway.js',
    peer: '@graphql-hive/gateway',
  },
  {
    name: 'hive-gateway-router-runtime',
    title: 'Hive Gateway, with router-runtime',
    script: '../../peers/hive-gateway-router-runtime.js',
    peer: '@graphql-hive/router-runtime',
  },
];
