/** What the process that measures tells one that it has started. */
export type ToWorker<Order> =
  | { readonly kind: 'start'; readonly order: Order }
  | { readonly kind: 'processor-time' }
  | { readonly kind: 'stop' };

/** What a started process tells back. */
export type FromWorker<Ready> =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Processor time of the process so far, all its threads, in microseconds. */
  | { readonly kind: 'processor-time'; readonly microseconds: number };
