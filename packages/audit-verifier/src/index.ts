/** Whether the audit log is what its writers wrote, found out from the bytes alone. */
export type { ChainFault, ChainFaultKind } from './chain-fault.js';
export { type LogVerification, type VerifyOptions, verifyLog } from './verify-log.js';
