import { parentPort } from 'node:worker_threads';
import type { QueryPlan } from '@apollo/query-planner';
import { PlannedSupergraph, type SupergraphDescription } from './planned-supergraph.js';

/** What the thread is asked, one thing at a time. Each supergraph has a number. */
export type PlannerQuestion =
  | { readonly kind: 'load'; readonly supergraph: number; readonly sdl: string }
  | {
      readonly kind: 'plan';
      readonly supergraph: number;
      readonly document: string;
      readonly operationName: string | undefined;
    }
  | { readonly kind: 'forget'; readonly supergraph: number };

/** What it answers. */
export interface PlannerAnswer {
  /** What came of it: a description, a plan, or nothing. */
  readonly value: SupergraphDescription | QueryPlan | null;
  /** Why nothing came of it. */
  readonly error: string | null;
}

const supergraphs = new Map<number, PlannedSupergraph>();

parentPort?.on('message', (question: PlannerQuestion) => {
  let answer: PlannerAnswer;
  try {
    answer = { value: answerTo(question), error: null };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    answer = { value: null, error: message };
  }
  parentPort?.postMessage(answer);
});

function answerTo(question: PlannerQuestion): PlannerAnswer['value'] {
  switch (question.kind) {
    case 'load': {
      const supergraph = new PlannedSupergraph(question.sdl);
      supergraphs.set(question.supergraph, supergraph);
      return supergraph.description;
    }
    case 'plan': {
      const supergraph = supergraphs.get(question.supergraph);
      if (supergraph === undefined) throw new Error('No such supergraph.');
      return supergraph.plan(question.document, question.operationName);
    }
    case 'forget':
      supergraphs.delete(question.supergraph);
      return null;
  }
}
