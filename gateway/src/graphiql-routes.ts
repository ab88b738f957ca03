import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';

const ours = fileURLToPath(new URL('../graphiql', import.meta.url));
const { resolve } = createRequire(import.meta.url);
const packageFolder = (name: string) => dirname(resolve(`${name}/package.json`));

/** Everything that the page loads comes from here: no other origin is ever asked. */
const assets = (): readonly (readonly [path: string, file: string, type: string])[] => [
  ['', join(ours, 'index.html'), 'text/html; charset=utf-8'],
  ['/page.js', join(ours, 'page.js'), 'text/javascript; charset=utf-8'],
  ['/page.css', join(ours, 'page.css'), 'text/css; charset=utf-8'],
  ['/graphiql.js', join(packageFolder('graphiql'), 'graphiql.min.js'), 'text/javascript; charset=utf-8'],
  ['/graphiql.css', join(packageFolder('graphiql'), 'graphiql.min.css'), 'text/css; charset=utf-8'],
  [
    '/react.js',
    join(packageFolder('react'), 'umd/react.production.min.js'),
    'text/javascript; charset=utf-8',
  ],
  [
    '/react-dom.js',
    join(packageFolder('react-dom'), 'umd/react-dom.production.min.js'),
    'text/javascript; charset=utf-8',
  ],
];

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // The editor sets styles of its own.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves GraphiQL at `/graphiql`, for development only, without any other origin. */
export async function graphiqlRoutes(app: FastifyInstance): Promise<void> {
  for (const [path, file, type] of assets()) {
    const content = await readFile(file);
    app.get(`/graphiql${path}`, (_request, reply) =>
      reply
        .type(type)
        .headers({
          'content-security-policy': contentSecurityPolicy,
          'referrer-policy': 'no-referrer',
          'cache-control': path === '' ? 'no-store' : 'no-cache',
        })
        .send(content),
    );
  }
}
