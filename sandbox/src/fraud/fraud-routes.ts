import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasBasicAuth, isSandboxControl } from '../basic-auth.js';
import { idList, maxIds } from '../id-list.js';
import type { SandboxSecrets } from '../secrets.js';
import { spoilRecord } from '../spoil-record.js';
import type { SystemFactory } from '../system-factory.js';
import type { World } from '../world/world.js';
import { fingerprintProblem, registerFingerprint } from './fingerprint-routes.js';
import { biometricBody, decisionLogBody } from './fraud-bodies.js';
import { minFraudRequest, minFraudScore } from './minfraud-score.js';

/**
 * Fraud detection: minFraud's Score, the bank's risk engine with its log, behavioural biometrics (all Basic
 * auth), and Fingerprint's device events (`Auth-API-Key`).
 */
export const fraud: SystemFactory = (world, { secrets }) => ({
  register(app) {
    app.addHook('onRequest', async (request, reply) => {
      if (isSandboxControl(request)) return;
      if (request.url.startsWith('/v4/')) await checkFingerprintKey(secrets, request, reply);
      else await checkBasicAuth(secrets, request, reply);
    });
    // minFraud must tell what is wrong with a body that does not parse; the routes do it.
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    );
    app.post('/minfraud/v2.0/score', async (request, reply) => score(request, reply));
    registerLogs(app, world);
    registerFingerprint(app, world);
  },
  corrupt: (body) =>
    spoilRecord(body, (record) =>
      'event_id' in record
        ? { ...record, identification: { visitor_id: 12 }, timestamp: 'yesterday' }
        : { ...record, score: 'high', action: 'PANIC', risk_score: null },
    ),
});

function registerLogs(app: FastifyInstance, world: World): void {
  app.get('/risk/v1/decisions', async (request, reply) => {
    const ids = idList((request.query as Record<string, unknown>).user_ids);
    if (ids === undefined) return badIds(reply);
    return {
      decisions: ids.flatMap((id) =>
        (world.customer(id)?.fraudDecisions ?? []).map((decision) => decisionLogBody(id, decision)),
      ),
    };
  });
  app.get('/biometrics/v1/sessions', async (request, reply) => {
    const ids = idList((request.query as Record<string, unknown>).user_ids);
    if (ids === undefined) return badIds(reply);
    return {
      sessions: ids.flatMap((id) =>
        (world.customer(id)?.biometricSessions ?? []).map((session) => biometricBody(id, session)),
      ),
    };
  });
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
