export { type Actor, type ActorKind, withPurpose } from './actor.js';
export { hs256Header, signHs256 } from './hs256.js';
export { InProcessContext } from './in-process-context.js';
export {
  type RequestContext,
  requestContextHeader,
  signRequestContext,
  subgraphKey,
  verifyRequestContext,
} from './request-context.js';
export { isRole, type Role, roles } from './roles.js';
export { SealedTexts } from './sealed-text.js';
export { type TokenVerifier, type TokenVerifierOptions, tokenVerifier } from './token-verifier.js';
