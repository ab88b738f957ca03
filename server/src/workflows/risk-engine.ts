import { type Play, same } from './play.js';

/** A sign-in or a payment, as the customer's channel tells the risk engine of it. */
export interface Attempt {
  readonly device: { readonly new: boolean; readonly vpn: boolean; readonly country: string };
  /** Likeness to the customer's usual behaviour, 0 to 1, and what was unlike it. */
  readonly behaviour: { readonly score: number; readonly deviations: readonly string[] };
  readonly payment?: { readonly amount: number; readonly new_payee: boolean };
}

/** A decision of the risk engine, as its log has it. */
export interface RiskDecision {
  readonly decision_id: string;
  readonly evaluated_at: string;
  readonly action: string;
  readonly customer_reason: string;
  readonly score: { readonly risk_score: number };
}

/** Has the risk engine decide on an attempt; it tells the bank by webhook, as ever. */
export function engineDecides(
  play: Play,
  what: string,
  attempt: Attempt,
  wanted: { readonly action: string; readonly score: number },
): Promise<RiskDecision> {
  return play.step('risk engine', what, async () => {
    const order = { customer_id: play.customerId, ...attempt };
    const decision = await play.inSandbox<RiskDecision>('fraud', 'evaluations', order);
    same({ action: decision.action, score: decision.score.risk_score }, wanted);
    await play.send('fraud', decision);
    return decision;
  });
}
