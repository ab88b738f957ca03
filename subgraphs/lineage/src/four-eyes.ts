/**
 * Whether a person decided and somebody else approved; null when no person decided.
 *
 * @param decision as far as it says who took part
 */
export function fourEyesOf({
  actor,
  approvals,
}: {
  readonly actor: { readonly type: string; readonly id: string; readonly onBehalfOf?: string | null };
  readonly approvals: readonly { readonly by: string }[];
}): boolean | null {
  if (actor.type !== 'HUMAN') return null;
  return approvals.some(({ by }) => by !== actor.id && by !== actor.onBehalfOf);
}
