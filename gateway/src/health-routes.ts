import type { FastifyInstance } from 'fastify';
import type { AuditSink } from './audit-sink.js';
import { withinDeadline } from './within-deadline.js';

/** What readiness depends on. */
export interface Readiness {
  readonly graphLoaded: () => boolean;
  readonly draining: () => boolean;
  /** Null: nothing is recorded. */
  readonly audit: AuditSink | null;
  readonly warning: () => string | null;
}

/** How long the audit store may take to say that it is there, in milliseconds. */
const auditAnswerMs = 2_000;

/** `/healthz`: the process lives. `/readyz`: it can answer governed questions now; 503 otherwise. A warning does not change that. */
export function healthRoutes(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const checks = {
      supergraph: readiness.graphLoaded(),
      ...(readiness.audit === null ? {} : { audit: await auditReady(readiness.audit) }),
      serving: !readiness.draining(),
    };
    const ready = Object.values(checks).every(Boolean);
    const warning = readiness.warning();
    return reply
      .code(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks, ...(warning === null ? {} : { warning }) });
  });
}

async function auditReady(audit: AuditSink): Promise<boolean> {
  try {
    return (await withinDeadline(auditAnswerMs, null, async () => audit.ready?.())) !== false;
  } catch {
    return false;
  }
}
