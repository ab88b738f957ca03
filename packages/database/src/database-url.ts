/** Which database, as whom. What is left out stays as in the URL. */
export interface DatabaseTarget {
  readonly database?: string;
  readonly role?: string;
  readonly password?: string;
}

/** The same server's URL for another database or login. */
export function databaseUrl(url: string, target: DatabaseTarget): string {
  const changed = new URL(url);
  if (target.database !== undefined) changed.pathname = `/${encodeURIComponent(target.database)}`;
  if (target.role !== undefined) {
    changed.username = encodeURIComponent(target.role);
    changed.password = encodeURIComponent(target.password ?? '');
  }
  return changed.href;
}
