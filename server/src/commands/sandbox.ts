import { misbehaviourModes } from '@bankgraph/sandbox';
import { withAdvice } from '../ask-server.js';
import { readRunning } from '../data-folder.js';

/** How a system of the sandbox can be told to misbehave. */
export const misbehaviours: readonly string[] = misbehaviourModes;

/** Tells a system of the running sandbox to misbehave, or with null to behave again. */
export async function orderMisbehaviour(
  dataFolder: string,
  system: string,
  order: { readonly mode: string; readonly path?: string; readonly times?: number } | null,
): Promise<void> {
  const { systems } = await readRunning(dataFolder);
  const url = systems[system];
  if (url === undefined) {
    throw new Error(`There is no system ${system}. There are: ${Object.keys(systems).join(', ')}.`);
  }
  const answer = await withAdvice(
    fetch(`${url}/_sandbox/misbehave`, {
      method: order === null ? 'DELETE' : 'POST',
      ...(order === null
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(order) }),
    }),
  );
  if (!answer.ok) throw new Error(`${system} refused the order with status ${answer.status}.`);
}
