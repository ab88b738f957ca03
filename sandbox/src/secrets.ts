/** What the systems of the sandbox ask of their callers. Everyone may know them: there is no bank behind. */
export interface SandboxSecrets {
  /** Signs (HS256) the bearer tokens for core banking; at least 32 characters. */
  readonly coreBankingClientSecret: string;
  /** `x-app-token` of the identity-verification vendor. */
  readonly identityVerificationAppToken: string;
  /** `Authorization: ApiKey …` of the screening service; not asked for when null. */
  readonly screeningApiKey: string | null;
  /** `X-API-KEY` of Marble, and of Tazama's report store beside it. */
  readonly amlApiKey: string;
  /** Basic auth of minFraud, the risk engine's log and biometrics. */
  readonly fraud: { readonly accountId: string; readonly licenseKey: string };
  /** `Auth-API-Key` of Fingerprint. */
  readonly fingerprintApiKey: string;
  /** Basic auth of Unomi. */
  readonly segmentation: { readonly username: string; readonly password: string };
  /** Basic auth and tenant of Fineract. */
  readonly loans: { readonly username: string; readonly password: string; readonly tenantId: string };
  /** Password of every read-only login role of the bank's SQL schemas. */
  readonly readerPassword: string;
}

/** The secrets of a sandbox that nobody configured. */
export const sandboxSecrets: SandboxSecrets = {
  coreBankingClientSecret: 'sandbox-core-banking-client-secret',
  identityVerificationAppToken: 'sandbox-identity-verification-app-token',
  screeningApiKey: null,
  amlApiKey: 'sandbox-aml-api-key',
  fraud: { accountId: '100001', licenseKey: 'sandbox-fraud-license-key' },
  fingerprintApiKey: 'sandbox-fingerprint-api-key',
  segmentation: { username: 'karaf', password: 'sandbox-segmentation-password' },
  loans: { username: 'mifos', password: 'sandbox-loans-password', tenantId: 'default' },
  readerPassword: 'sandbox-reader-password',
};
