import { setTimeout as sleep } from 'node:timers/promises';
import { createRedisBus, type EventBus } from '@bankgraph/events';
import { defaultCheckMs } from '@bankgraph/gateway';
import { startRedis } from '@bankgraph/redis/testing';
import { pino } from 'pino';
import { median, quantile } from 'simple-statistics';
import { type Machine, machine } from '../machine.js';
import type { BankOrder, ReadyBank } from '../processes/bank-process.js';
import type { GatewayOrder, ReadyGateway } from '../processes/gateway-process.js';
import type { Memory } from '../processes/messages.js';
import { anywhere, placeProcesses } from '../processes/placement.js';
import { type StartedProcess, startProcess } from '../processes/start-process.js';
import type { Progress } from '../progress.js';
import { customerOf, openSubscribers, type Subscribers } from './open-subscribers.js';

/** What so many open subscriptions take. */
export interface SizeResult {
  /** Open at a time, each of another customer. */
  readonly open: number;
  /** Seconds that it took to open one, of several at a time. */
  readonly openingSeconds: number;
  /** For each open subscription, in KiB, over what the gateway has without any. */
  readonly memoryKb: { readonly heap: number; readonly resident: number };
  /** While nothing happens but that their standing is looked at. */
  readonly checks: {
    /** Seconds of processor time of the gateway in a second, over what it takes without any. */
    readonly busy: number;
    /** Processor time of one check, in milliseconds. */
    readonly processorMs: number;
  };
  /** From publishing an event to its payload, in milliseconds. */
  readonly delay: { readonly events: number; readonly median: number; readonly p99: number };
}

/** What `bench -- subscriptions` prints. */
export interface SubscriptionsReport {
  readonly benchmark: 'subscriptions';
  readonly sizes: readonly SizeResult[];
  /** A run of seconds that shows that the measurement works; its figures say nothing. */
  readonly quick: boolean;
  readonly machine: Machine;
}

interface Effort {
  readonly sizes: readonly number[];
  readonly customers: number;
  /** How long nothing happens. */
  readonly idleSeconds: number;
  readonly events: number;
}

interface Measured {
  readonly gateway: StartedProcess<ReadyGateway>;
  readonly subscribers: Subscribers;
  readonly bus: EventBus;
  readonly effort: Effort;
  /** Of the gateway without any subscription. */
  readonly empty: { readonly memory: Memory; readonly busy: number };
}

const pauseMs = 50;

/**
 * Measures what open subscriptions take of the gateway, and how long an event is on its way to one of them. Events come from a real
 * Redis.
 *
 * @throws Error when a payload does not come, or is not whole
 */
export async function measureSubscriptions(
  { quick }: { readonly quick: boolean },
  progress: Progress,
): Promise<SubscriptionsReport> {
  const effort: Effort = quick
    ? { sizes: [5, 10], customers: 25, idleSeconds: 1, events: 5 }
    : {
        sizes: [100, 1_000, 2_000],
        customers: 2_000,
        idleSeconds: 1.2 * (defaultCheckMs / 1_000),
        events: 60,
      };
  const placement = quick ? anywhere : placeProcesses('bank systems, PostgreSQL, Redis and subscribers');
  const stops: (() => unknown)[] = [];
  try {
    progress.step('Starting a bank, a Redis and a gateway');
    const redis = await startRedis();
    stops.push(() => redis.stop());
    const bank = await startProcess<BankOrder, ReadyBank>(
      './bank-process.js',
      { customers: effort.customers },
      placement.others,
    );
    stops.push(() => bank.stop());
    const order: GatewayOrder = {
      ...bank.ready,
      policies: 'on',
      audit: 'records',
      keptIn: 'memory',
      planted: null,
      events: redis.url,
    };
    const gateway = await startProcess<GatewayOrder, ReadyGateway>(
      './gateway-process.js',
      order,
      placement.gateway,
      ['--expose-gc'],
    );
    stops.push(() => gateway.stop());
    const bus = await createRedisBus(redis.url, { logger: pino({ level: 'silent' }) });
    stops.push(() => bus.close());
    const subscribers = openSubscribers(gateway.ready.url, bank.ready.issuerUrl);
    stops.push(() => subscribers.stop());
    // What is made once for the first of them is not theirs.
    await subscribers.openUntil(1);
    const empty = { memory: await gateway.memory(), busy: await busyOf(gateway, quick ? 0.2 : 3) };
    const sizes: SizeResult[] = [];
    for (const open of effort.sizes) {
      progress.step(`${open.toLocaleString('en')} open`);
      sizes.push(await measureSize(open, { gateway, subscribers, bus, effort, empty }, progress));
    }
    return { benchmark: 'subscriptions', sizes, quick, machine: machine(placement.text) };
  } finally {
    progress.end();
    for (const stop of stops.reverse()) await stop();
  }
}

async function measureSize(
  open: number,
  { gateway, subscribers, bus, effort, empty }: Measured,
  progress: Progress,
): Promise<SizeResult> {
  const before = subscribers.open;
  const began = performance.now();
  await subscribers.openUntil(open);
  const openingSeconds = (performance.now() - began) / 1_000 / (open - before);
  const busy = (await busyOf(gateway, effort.idleSeconds)) - empty.busy;
  const delays: number[] = [];
  for (let done = 0; done < effort.events; done += 1) {
    progress.at(done, effort.events);
    delays.push(await delayOf(bus, subscribers, `${open}-${done}`));
    await sleep(pauseMs);
  }
  const memory = await gateway.memory();
  const each = (now: number, without: number) => (1_024 * (now - without)) / (open - 1);
  return {
    open,
    openingSeconds,
    memoryKb: {
      heap: each(memory.heapMb, empty.memory.heapMb),
      resident: each(memory.residentMb, empty.memory.residentMb),
    },
    checks: { busy, processorMs: (busy * defaultCheckMs) / open },
    delay: { events: delays.length, median: median(delays), p99: quantile(delays, 0.99) },
  };
}

/** Seconds of processor time in a second. */
async function busyOf(gateway: StartedProcess<ReadyGateway>, seconds: number): Promise<number> {
  const [before, began] = [await gateway.processorSeconds(), performance.now()];
  await sleep(1_000 * seconds);
  return ((await gateway.processorSeconds()) - before) / ((performance.now() - began) / 1_000);
}

/** Milliseconds from publishing an event about one of those who listen until it is told. */
async function delayOf(bus: EventBus, subscribers: Subscribers, id: string): Promise<number> {
  const source = 'urn:bankgraph:bench';
  const began = performance.now();
  await bus.publish({
    specversion: '1.0',
    id,
    source,
    type: 'bankgraph.bench',
    subject: customerOf(Math.floor(Math.random() * subscribers.open)),
    time: new Date().toISOString(),
    data: { domain: 'consent', class: 'I', caseId: null, aboutReport: false, decisionIds: [] },
  });
  return (await subscribers.toldAt(`${source}#${id}`)) - began;
}
