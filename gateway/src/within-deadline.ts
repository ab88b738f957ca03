import { Cancellation } from './cancellation.js';

/** Something took longer than it may. */
export class DeadlinePassed extends Error {
  override readonly name = 'DeadlinePassed';
}

/**
 * Waits for work for at most some milliseconds, and not after the parent is cancelled, even if the work itself pays no
 * attention to that.
 *
 * @throws the reason of the cancellation, or whatever the work throws
 */
export function withinDeadline<T>(
  milliseconds: number,
  parent: Cancellation | null,
  work: (cancellation: Cancellation) => Promise<T>,
): Promise<T> {
  if (parent?.reason) return Promise.reject(parent.reason);
  const cancellation = new Cancellation();
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => cancellation.cancel(new DeadlinePassed()), milliseconds);
    const leaveParent = parent?.onCancel((reason) => cancellation.cancel(reason));
    const end = () => {
      clearTimeout(timer);
      leaveParent?.();
    };
    cancellation.onCancel((reason) => {
      end();
      reject(reason);
    });
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    try {
      work(cancellation).then((value) => {
        end();
        resolve(value);
      }, fail);
    } catch (error) {
      fail(error);
    }
  });
}
