import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasBasicAuth, isSandboxControl } from '../basic-auth.js';
import { idList, maxIds } from '../id-list.js';
import type { SandboxSecrets } from '../secrets.js';
import { spoilRecord } from '../spoil-record.js';
import type { SystemFactory } from '../system-factory.js';
import { fingerprintProblem, registerFingerprint } from './fingerprint-routes.js';
import { biometricBody, decisionLogBody } from './fraud-bodies.js';
import { FraudLog } from './fraud-log.js';
import { minFraudRequest, minFraudScore } from './minfraud-score.js';
import { riskQuestion } from './risk-evaluation.js';

/**
 * Fraud detection: minFraud's Score, the bank's risk engine with its log, behavioural biometrics (all Basic
 * auth), and Fingerprint's device events (`Auth-API-Key`).
 */
export const fraud: SystemFactory = (world, { secrets }) => {
  const log = new FraudLog(world);
  return {
    register(app) {
      app.addHook('onRequest', async (request, reply) => {
        if (isSandboxControl(request)) return;
        if (request.url.startsWith('/v4/')) await checkFingerprintKey(secrets, request, reply);
        else await checkBasicAuth(secrets, request, reply);
      });
      app.register(async (minFraud) => {
        // minFraud must tell what is wrong with a body that does not parse; the route does it, and no other of this system.
        minFraud.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
          done(null, body),
        );
        minFraud.post('/minfraud/v2.0/score', async (request, reply) => score(request, reply));
      });
      registerLogs(app, log);
      registerFingerprint(app, world, log);
    },
    corrupt: (body) =>
      spoilRecord(body, (record) =>
        'event_id' in record
          ? { ...record, identification: { visitor_id: 12 }, timestamp: 'yesterday' }
          : { ...record, score: 'high', action: 'PANIC', risk_score: null },
      ),
  };
};

function registerLogs(app: FastifyInstance, log: FraudLog): void {
  app.get('/risk/v1/decisions', async (request, reply) => {
    const ids = idList((request.query as Record<string, unknown>).user_ids);
    if (ids === undefined) return badIds(reply);
    return {
      decisions: ids.flatMap((id) => log.decisions(id).map((decision) => decisionLogBody(id, decision))),
    };
  });
  app.get('/biometrics/v1/sessions', async (request, reply) => {
    const ids = idList((request.query as Record<string, unknown>).user_ids);
    if (ids === undefined) return badIds(reply);
    return {
      sessions: ids.flatMap((id) => log.sessions(id).map((session) => biometricBody(id, session))),
    };
  });
  app.post('/_sandbox/evaluations', async (request, reply) => evaluate(log, request, reply));
}

/** A channel of the sandbox asks the engine about a sign-in or a payment. */
function evaluate(log: FraudLog, request: FastifyRequest, reply: FastifyReply): unknown {
  const asked = riskQuestion.safeParse(request.body);
  if (!asked.success) {
    const problems = asked.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
    return reply.code(400).send({ error: 'Not a question to the risk engine', problems });
  }
  const evaluated = log.evaluate(asked.data);
  if (evaluated === undefined) return reply.code(404).send({ error: 'No such customer' });
  return decisionLogBody(asked.data.customer_id, evaluated.decision);
}

function score(request: FastifyRequest, reply: FastifyReply): unknown {
  let input: unknown;
  try {
    input = JSON.parse(String(request.body));
  } catch {
    return minFraudProblem(reply, 400, 'JSON_INVALID', 'The request body is not valid JSON.');
  }
  const parsed = minFraudRequest.safeParse(input);
  if (!parsed.success) {
    const pointer = `/${parsed.error.issues[0]?.path.join('/') ?? ''}`;
    const missing = pointer === '/device' || pointer === '/device/ip_address';
    return minFraudProblem(
      reply,
      400,
      missing ? 'IP_ADDRESS_INVALID' : 'REQUEST_INVALID',
      `The value at ${pointer} is missing or does not meet the required constraints.`,
    );
  }
  return reply
    .type('application/vnd.maxmind.com-minfraud-score+json; charset=UTF-8; version=2.0')
    .send(JSON.stringify(minFraudScore(parsed.data)));
}

async function checkBasicAuth(
  { fraud: { accountId, licenseKey } }: SandboxSecrets,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  if (hasBasicAuth(request, accountId, licenseKey)) return;
  if (request.headers.authorization === undefined) {
    await minFraudProblem(reply, 401, 'ACCOUNT_ID_REQUIRED', 'You have not supplied an account ID.');
    return;
  }
  const message = 'Your account ID or license key could not be authenticated.';
  await minFraudProblem(reply, 401, 'AUTHORIZATION_INVALID', message);
}

/** Fingerprint answers 403, not 401, to a missing or wrong key. */
async function checkFingerprintKey(
  { fingerprintApiKey }: SandboxSecrets,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { 'auth-api-key': key, authorization } = request.headers;
  if (key === fingerprintApiKey || authorization === `Bearer ${fingerprintApiKey}`) return;
  if (key === undefined && authorization === undefined) {
    const message = 'secret API key in header is missing or empty';
    await fingerprintProblem(reply, 403, 'secret_api_key_required', message);
    return;
  }
  const message = 'No Fingerprint application found for specified secret API key';
  await fingerprintProblem(reply, 403, 'secret_api_key_not_found', message);
}

function minFraudProblem(reply: FastifyReply, status: number, code: string, error: string): FastifyReply {
  return reply.code(status).send({ code, error });
}

function badIds(reply: FastifyReply): FastifyReply {
  return minFraudProblem(reply, 400, 'REQUEST_INVALID', `user_ids: give 1 to ${maxIds} ids, with commas`);
}
