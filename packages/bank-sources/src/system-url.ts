/** A path or link that would leave the bank system it was meant for. */
export class LeavesSystem extends Error {
  override readonly name = 'LeavesSystem';
  readonly code = 'LEAVES_SYSTEM';

  constructor() {
    super('The path or link leads outside the base URL of the bank system and was not followed.');
  }
}

/**
 * The address of one bank system: every request stays on its origin and below its base path.
 * This is the guard against server-side request forgery by ids, links and redirects.
 */
export class SystemUrl {
  readonly origin: string;
  readonly basePath: string;

  /** @param baseUrl `http(s)://host[:port][/base/path]`, without query, fragment or credentials */
  constructor(baseUrl: string | URL) {
    const url = new URL(baseUrl);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') {
      throw new TypeError('The base URL of a bank system must start with http:// or https://.');
    }
    if (url.username || url.password || url.search || url.hash) {
      throw new TypeError(
        'The base URL of a bank system must not carry credentials, query or fragment; use `headers`.',
      );
    }
    this.origin = url.origin;
    this.basePath = url.pathname.replace(/\/+$/, '');
  }

  /**
   * The request path (with query) for a path below the base path.
   * @throws LeavesSystem for `..`, another origin and the like
   */
  pathOf(path: string, query: Query = {}): string {
    if (!path.startsWith('/')) throw new TypeError('A path must start with "/".');
    return this.inside(new URL(`${this.origin}${this.basePath}${path}`), query);
  }

  /**
   * The request path of a link that the system itself gave (paging, redirect), relative to `from`.
   * @throws LeavesSystem when it names another origin or leaves the base path
   */
  pathOfLink(link: string, from: string): string {
    let url: URL;
    try {
      url = new URL(link, `${this.origin}${from}`);
    } catch {
      throw new LeavesSystem();
    }
    return this.inside(url, {});
  }

  private inside(url: URL, query: Query): string {
    const below = url.pathname === this.basePath || url.pathname.startsWith(`${this.basePath}/`);
    // An encoded slash or dot may be decoded again by a proxy on the way.
    const hidden = /%2e%2e|%2f\.\.|\.\.%2f/i.test(url.pathname);
    if (url.origin !== this.origin || url.username || url.password || !below || hidden)
      throw new LeavesSystem();
    for (const [name, value] of Object.entries(query)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) url.searchParams.append(name, String(item));
      }
    }
    return `${url.pathname}${url.search}`;
  }
}

/** Query parameters; an array repeats the name, undefined leaves it out. */
export type Query = Readonly<Record<string, QueryValue | readonly QueryValue[]>>;
type QueryValue = string | number | boolean | undefined;

/**
 * Builds a path with every inserted value encoded as exactly one segment:
 * ``path`/accounts/${id}/balances` ``.
 * @throws LeavesSystem for a value that cannot be one segment (empty, `.`, `..`, broken Unicode)
 */
export function path(literals: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  return values.reduce<string>((built, value, index) => {
    return `${built}${segment(String(value))}${literals[index + 1] ?? ''}`;
  }, literals[0] ?? '');
}

function segment(text: string): string {
  if (text === '' || text === '.' || text === '..') throw new LeavesSystem();
  try {
    return encodeURIComponent(text);
  } catch {
    throw new LeavesSystem(); // A lone surrogate has no encoding.
  }
}
