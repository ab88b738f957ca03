/** Whether the audit log is what its writers wrote, found out from the bytes alone. */
export type { LogFault, LogFaultKind } from './log-fault.js';
export { NotSigned } from './signed-checkpoint.js';
export { BundleRefused, type ProvenRecord, verifyBundle } from './verify-bundle.js';
export { type LogVerification, type VerifyOptions, verifyLog } from './verify-log.js';
