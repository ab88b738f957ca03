import { batched, type LoaderScope, oneByOne, turns } from '@bankgraph/subgraph-kit';
import type DataLoader from 'dataloader';
import type { AmlAlert, RuleHit } from './aml-alert.js';
import type { AmlCaseNode, CaseManagement, Evidence } from './aml-case.js';
import type { CaseTask, NoReportDecisionRow, SarNode, SarRegister } from './sar-register.js';
import type { Found } from './set-aside.js';
import type { EvaluationReports } from './tazama-source.js';

/** The bank's systems behind this subgraph. */
export interface AmlSources {
  readonly caseManagement: CaseManagement;
  readonly evaluations: EvaluationReports;
  readonly register: SarRegister;
}

/** Everything that is loaded for one request, by customer, alert or case. */
export interface AmlLoaders {
  readonly marbleAlerts: DataLoader<string, Found<AmlAlert>>;
  readonly tazamaAlerts: DataLoader<string, Found<AmlAlert>>;
  readonly ruleHits: DataLoader<string, readonly RuleHit[]>;
  readonly cases: DataLoader<string, Found<AmlCaseNode>>;
  readonly evidence: DataLoader<string, Found<Evidence>>;
  readonly sars: DataLoader<string, Found<SarNode>>;
  readonly noReportDecisions: DataLoader<string, Found<NoReportDecisionRow>>;
  readonly tasks: DataLoader<string, Found<CaseTask>>;
}

/** Ids in one batch call; Tazama's travel in the URL. */
const maxBatchSize = 100;

/** Customers, alerts or cases that one request asks Marble about at the same time, with up to five calls each. */
const marbleTurns = 12;

/** Loaders of one request: one call per batch where the system has one, else one per customer, alert or case. */
export function amlLoaders(sources: AmlSources, { signal }: LoaderScope): AmlLoaders {
  const { caseManagement, evaluations, register } = sources;
  const inTurn = turns(marbleTurns);
  const each = <Value>(load: (key: string) => Promise<Value>) => oneByOne(load, { inTurn });
  return {
    marbleAlerts: each((customerId) => caseManagement.alerts(customerId, signal)),
    tazamaAlerts: batched((ids) => evaluations.alerts(ids, signal), { maxBatchSize }),
    ruleHits: each((alertId) => caseManagement.ruleHits(alertId, signal)),
    cases: each((customerId) => caseManagement.cases(customerId, signal)),
    evidence: each((caseId) => caseManagement.evidence(caseId, signal)),
    sars: batched((ids) => register.sars(ids, signal), { maxBatchSize }),
    noReportDecisions: batched((ids) => register.noReportDecisions(ids, signal), { maxBatchSize }),
    tasks: batched((ids) => register.tasks(ids, signal), { maxBatchSize }),
  };
}
