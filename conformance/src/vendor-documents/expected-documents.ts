import type { AmlAlert } from '@bankgraph/aml-subgraph';
import type { FraudSignal, RiskReason } from '@bankgraph/fraud-subgraph';

/** What the published documents must become. Written from the documents by hand, not from what the adapters make of them. */
export interface ExpectedDocuments {
  /** Advice by name of the answer among the published ones; null: it has none. */
  readonly minFraudActions: Readonly<Record<string, string | null>>;
  readonly minFraudReasons: readonly RiskReason[];
  readonly fingerprintSignals: readonly FraudSignal[];
  readonly tazamaAlerts: readonly AmlAlert[];
  /** Warnings by code and element; their text is compared with the document's. */
  readonly sarAcknowledgements: readonly {
    readonly bsaId: string | null;
    readonly accepted: boolean;
    readonly warnings: readonly string[];
  }[];
}

const event = { source: 'fingerprint', observedAt: '2024-02-16T16:55:55.327Z' } as const;

export const expectedDocuments: ExpectedDocuments = {
  minFraudActions: {
    full: 'ALLOW',
    noWarnings: 'ALLOW',
    noDisposition: null,
    noDispositionRuleLabel: 'ALLOW',
  },
  minFraudReasons: [
    { code: 'ANONYMOUS_IP', weight: '45' },
    { code: 'TIME_OF_DAY', weight: '1.8' },
    { code: 'EMAIL_DOMAIN_NEW', weight: '1.6' },
    { code: 'EMAIL_ADDRESS_NEW', weight: '0.34' },
  ],
  fingerprintSignals: [
    {
      ...event,
      id: '1708102555327.NLOjmg:device',
      kind: 'DEVICE',
      confidence: '0.97',
      attributes: named({
        deviceId: 'Ibk1527CUFmcnjLwIs4A9',
        knownDevice: 'false',
        firstSeenAt: '2024-02-16T16:55:55.327Z',
        operatingSystem: 'Windows',
        browser: 'Chrome',
        bot: 'not_detected',
        incognito: 'false',
        tampering: 'false',
        emulator: 'false',
        virtualMachine: 'false',
        rooted: 'false',
        jailbroken: 'false',
        instrumented: 'false',
        clonedApp: 'false',
        developerTools: 'false',
        locationSpoofing: 'false',
        replayed: 'false',
        highActivity: 'false',
        activeCall: 'false',
      }),
    },
    {
      ...event,
      id: '1708102555327.NLOjmg:ip',
      kind: 'IP',
      confidence: null,
      attributes: named({
        country: 'CZ',
        asnType: 'isp',
        datacenter: 'true',
        vpn: 'false',
        vpnConfidence: 'high',
        proxy: 'true',
        proxyConfidence: 'low',
        tor: 'false',
        attackSource: 'false',
        spamSource: 'false',
      }),
    },
    {
      ...event,
      id: '1708102555327.NLOjmg:velocity',
      kind: 'VELOCITY',
      confidence: null,
      attributes: named({
        ...windows('events', '1', '5', '5'),
        ...windows('addresses', '1', '1', '1'),
        ...windows('countries', '1', '2', '2'),
        ...windows('customersOnDevice', '1', '5', '5'),
        ...windows('devicesOfCustomer', '1', '5', '5'),
      }),
    },
  ],
  tazamaAlerts: [
    {
      id: '548ac93a-69e9-4acf-b804-85f7ff2c57db:999@1.0.0',
      source: 'tazama',
      raisedAt: '2025-01-17T08:15:10.433Z',
      typology: '999',
      typologyVersion: '1.0.0',
      ruleHits: [{ ruleId: '901@1.0.0', version: '1.0.0', outcome: '.02', weight: '200' }],
      score: '200',
      alertThreshold: '200',
      interdictionThreshold: '400',
      caseId: null,
    },
  ],
  sarAcknowledgements: [
    {
      bsaId: '31000055053784',
      accepted: true,
      warnings: ['C21 PartyIdentificationNumberText', 'C4 RawIndividualFirstName'],
    },
    { bsaId: '31000055053785', accepted: true, warnings: [] },
    { bsaId: '31000055053786', accepted: true, warnings: [] },
  ],
};

function named(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([name, value]) => ({ name, value }));
}

function windows(name: string, minutes: string, hour: string, day: string): Readonly<Record<string, string>> {
  return { [`${name}In5Minutes`]: minutes, [`${name}In1Hour`]: hour, [`${name}In24Hours`]: day };
}
