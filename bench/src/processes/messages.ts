/** What the process that measures tells one that it has started. */
export type ToWorker<Order> =
  | { readonly kind: 'start'; readonly order: Order }
  | { readonly kind: 'processor-time' }
  | { readonly kind: 'memory' }
  /** Null begins a profile of the processor, a file ends it. */
  | { readonly kind: 'profile'; readonly file: string | null }
  | { readonly kind: 'stop' };

/** What a started process tells back. */
export type FromWorker<Ready> =
  | { readonly kind: 'ready'; readonly ready: Ready }
  | { readonly kind: 'failed'; readonly reason: string }
  /** Processor time of the process so far, all its threads, in microseconds. */
  | { readonly kind: 'processor-time'; readonly microseconds: number }
  | { readonly kind: 'memory'; readonly memory: Memory }
  /** Begun, or written. */
  | { readonly kind: 'profile' };

/** Memory of a process after a forced collection, in MiB. */
export interface Memory {
  /** Objects of its main thread that are in use, and what lies outside of V8's heap for them. */
  readonly heapMb: number;
  /** What the system has given it, all its threads. */
  readonly residentMb: number;
}
