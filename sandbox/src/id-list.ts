/** How many ids a batch call may name. */
export const maxIds = 500;

/**
 * The ids of a comma-separated query parameter, each once.
 * @returns undefined when there are none or too many.
 */
export function idList(parameter: unknown): readonly string[] | undefined {
  if (typeof parameter !== 'string') return undefined;
  const ids = [...new Set(parameter.split(',').filter((id) => id !== ''))];
  return ids.length === 0 || ids.length > maxIds ? undefined : ids;
}
