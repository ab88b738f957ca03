/** How something that is wrong reaches the process's log. */
export type Tell = (told: Readonly<Record<string, unknown>>, message: string) => void;

/** Passes on what is wrong once a minute for each thing: a fault that lasts would fill the log. */
export function toldRarely(
  tell: Tell,
): (about: string, told: Readonly<Record<string, unknown>>, message: string) => void {
  const toldAt = new Map<string, number>();
  return (about, told, message) => {
    const last = toldAt.get(about);
    if (last !== undefined && performance.now() - last < 60_000) return;
    toldAt.set(about, performance.now());
    tell(told, message);
  };
}
