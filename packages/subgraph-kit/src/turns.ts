/**
 * Lets at most so many pieces of work run at once; the others wait for their turn, in their order. For systems without
 * a batch call: one request about many customers may not fill the queue that all requests share.
 */
export function turns(atOnce: number): <Value>(work: () => Promise<Value>) => Promise<Value> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    // Whoever ends hands the turn over, so the count stays and nobody slips in between.
    if (running >= atOnce) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
