import { misbehaviourModes } from '@bankgraph/sandbox';
import { withAdvice } from '../ask-server.js';
import { readRunning } from '../data-folder.js';

/** How a system of the sandbox can be told to misbehave. */
export const misbehaviours: readonly string[] = misbehaviourModes;

/** What a system shall do wrong, and when. */
export interface SandboxOrder {
  readonly mode: string;
  /** Only requests whose path contains this text. */
  readonly path?: string;
  /** Only so many requests. */
  readonly times?: number;
  /** With `slow`: how long to wait before answering, in milliseconds. */
  readonly ms?: number;
}

/** Tells a system of the running sandbox to misbehave, or with null to behave again. */
export async function orderMisbehaviour(
  dataFolder: string,
  system: string,
  order: SandboxOrder | null,
): Promise<void> {
  if (order?.ms !== undefined && order.mode !== 'slow') {
    throw new Error(`--ms says how slow a slow answer is; ${order.mode} has no use for it.`);
  }
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
