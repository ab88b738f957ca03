import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Running, work } from '../../processes/worker.js';
import { type ShopSubgraph, type SubgraphUrls, shopSubgraphs } from '../federation-folder.js';
import { CannedAnswers } from './canned-answers.js';

/** Where the subgraphs are. */
export interface ReadySubgraphs {
  readonly urls: SubgraphUrls;
  /** GET: what was asked since the last GET, as `AskedSubgraphs`. */
  readonly askedUrl: string;
}

/** One question to a subgraph. */
export interface SubgraphQuestion {
  readonly subgraph: ShopSubgraph;
  readonly body: string;
}

/** What the subgraphs were asked. */
export interface AskedSubgraphs {
  readonly calls: number;
  /** How many of the answers had to be made. */
  readonly computed: number;
  /** The first of the questions, at most 64. */
  readonly questions: readonly SubgraphQuestion[];
}

const keptQuestions = 64;

/** The four subgraphs behind one server that does as little as it can. */
async function startSubgraphs(): Promise<Running<ReadySubgraphs>> {
  const answers = new CannedAnswers();
  const byPath = new Map<string | undefined, ShopSubgraph>(shopSubgraphs.map((name) => [`/${name}`, name]));
  let calls = 0;
  let questions: SubgraphQuestion[] = [];
  let computedBefore = 0;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const subgraph = byPath.get(request.url);
    if (subgraph === undefined) {
      const asked: AskedSubgraphs = { calls, computed: answers.computed - computedBefore, questions };
      [calls, questions, computedBefore] = [0, [], answers.computed];
      response.end(JSON.stringify(asked));
      return;
    }
    const body = await bodyOf(request);
    calls += 1;
    if (questions.length < keptQuestions) questions.push({ subgraph, body });
    const bytes = await answers.answer(subgraph, body);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  }

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ready: {
      urls: Object.fromEntries(shopSubgraphs.map((name) => [name, `${origin}/${name}`])) as Record<
        ShopSubgraph,
        string
      >,
      askedUrl: `${origin}/`,
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function bodyOf(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => resolve(text));
    request.on('error', reject);
  });
}

work(startSubgraphs);
