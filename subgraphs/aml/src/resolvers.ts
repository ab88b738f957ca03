import { answersOf, copies, paged } from '@bankgraph/subgraph-kit';
import type { GraphQLResolveInfo } from 'graphql';
import { type AmlAlert, newestAlertsFirst } from './aml-alert.js';
import type { SubgraphContext } from './context.js';
import { acknowledgementOf } from './sar-acknowledgement.js';
import type { Resolvers } from './schema.generated.js';
import { reportSetAside } from './set-aside.js';

/** Arguments → call → shape. The engine decides, masks and records around it. */
export const amlResolvers = {
  Customer: {
    async amlAlerts({ id }, page, context, info) {
      const { alerts, missingSystems } = await alertsOf(id, context, info);
      return paged(alerts, page, { completeness: { missingSystems } });
    },
    async amlCases({ id }, page, context, info) {
      const { rows, setAside } = await context.loaders.cases.load(id);
      await reportSetAside(setAside, context, info);
      return paged(copies(rows), page);
    },
    async sars({ id }, page, context, info) {
      const { rows, setAside } = await context.loaders.sars.load(id);
      await reportSetAside(setAside, context, info, 'Sar');
      return paged(copies(rows), page);
    },
  },
  AmlAlert: {
    ruleHits: ({ id, ruleHits }, _args, { loaders }) => ruleHits ?? loaders.ruleHits.load(id),
  },
  AmlCase: {
    async events({ caseEvents }, _args, context, info) {
      await reportSetAside(caseEvents.setAside, context, info, 'AmlCaseEvent');
      return copies(caseEvents.rows);
    },
    async tasks({ id, customerId }, _args, context, info) {
      const { rows, setAside } = await context.loaders.tasks.load(customerId);
      await reportSetAside(setAside, context, info, 'AmlCaseTask');
      return copies(rows.filter(({ caseId }) => caseId === id));
    },
    async evidence({ id, customerId }, _args, context, info) {
      const { rows, setAside } = await context.loaders.evidence.load(id);
      const ofCase = setAside.map(({ error, row }) => ({ error, row: { ...row, customerId, caseId: id } }));
      await reportSetAside(ofCase, context, info, 'AmlEvidence');
      return copies(rows);
    },
    async noReportDecisions({ id, customerId }, _args, context, info) {
      const { rows, setAside } = await context.loaders.noReportDecisions.load(customerId);
      await reportSetAside(setAside, context, info, 'NoReportDecision');
      return copies(rows.filter(({ caseId }) => caseId === id));
    },
  },
  Sar: {
    acknowledgement: ({ id, registeredAcknowledgement }) => acknowledgementOf(id, registeredAcknowledgement),
  },
} satisfies Resolvers;

/** Alerts of both systems. When one of them is down, those of the other, and its name beside them. */
async function alertsOf(
  customerId: string,
  context: SubgraphContext,
  info: GraphQLResolveInfo,
): Promise<{ readonly alerts: AmlAlert[]; readonly missingSystems: readonly string[] }> {
  const { marbleAlerts, tazamaAlerts } = context.loaders;
  const asked = [marbleAlerts.load(customerId), tazamaAlerts.load(customerId)];
  const { answers, missingSystems } = await answersOf(asked, context, info);
  for (const { setAside } of answers) await reportSetAside(setAside, context, info);
  return { alerts: newestAlertsFirst(copies(answers.flatMap(({ rows }) => rows))), missingSystems };
}
