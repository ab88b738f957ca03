export { BankgraphError, type ErrorDetails } from './bankgraph-error.js';
export { describeFault, nameFault } from './describe-fault.js';
export { type ErrorCode, errorCatalogue, errorCodes, isErrorCode } from './error-catalogue.js';
export { formatError } from './format-error.js';
