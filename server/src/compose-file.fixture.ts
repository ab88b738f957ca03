import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectFolder } from './project-folder.js';

const service = z.object({
  image: z.string(),
  user: z.string().optional(),
  command: z.array(z.string()).default([]),
  environment: z.record(z.string(), z.string()).default({}),
  ports: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  read_only: z.boolean().default(false),
  cap_drop: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  restart: z.string().optional(),
  volumes: z.array(z.string()).default([]),
});

const composeFile = z.object({
  services: z.record(z.string(), service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().default(false) }).nullable()),
});

/** What docker-compose.yml says, as far as tests look at it. */
export type ComposeFile = z.infer<typeof composeFile>;

/** A service of docker-compose.yml. */
export type ComposeService = z.infer<typeof service>;

/**
 * Reads docker-compose.yml as Compose does: merge keys applied, `${NAME:-default}` replaced by the variable or
 * its default.
 */
export async function readComposeFile(
  variables: Readonly<Record<string, string>> = {},
): Promise<ComposeFile> {
  const text = await readFile(join(projectFolder, 'docker-compose.yml'), 'utf8');
  const replaced: unknown = JSON.parse(
    JSON.stringify(parse(text, { merge: true })),
    (_key, value: unknown) =>
      typeof value === 'string'
        ? value.replace(
            /\$\{(\w+):-([^}]*)\}/g,
            (_match, name: string, otherwise: string) => variables[name] || otherwise,
          )
        : value,
  );
  return composeFile.parse(replaced);
}

/** The service of this name. @throws Error when there is none */
export function serviceOf(file: ComposeFile, name: string): ComposeService {
  const found = file.services[name];
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}.`);
  return found;
}
