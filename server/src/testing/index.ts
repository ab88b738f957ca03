export { everythingQuery } from './everything-query.js';
export { type Outcome, outcomeOf } from './outcome-of.js';
