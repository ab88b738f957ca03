import { jsonInteger, requireValid, scoreBetween } from '@bankgraph/bank-sources';
import { z } from 'zod';
import { attributes, type FraudSignal } from './fraud-signal.js';
import { fraudSystem } from './minfraud-score.js';

const flag = z.boolean().optional();
const label = z.string().max(64).optional();
const epochMs = jsonInteger.pipe(z.number().min(0).max(8.64e15));
const network = z
  .looseObject({
    geolocation: z
      .looseObject({
        country_code: z
          .string()
          .regex(/^[A-Z]{2}$/)
          .optional(),
      })
      .optional(),
    asn_type: label,
    datacenter_result: flag,
  })
  .optional();
const windows = z
  .looseObject({
    '5_minutes': jsonInteger.optional(),
    '1_hour': jsonInteger.optional(),
    '24_hours': jsonInteger.optional(),
  })
  .optional();

/** The parts of a Fingerprint event (Server API v4) that are read. */
const fingerprintEvent = z.looseObject({
  event_id: z.string().regex(/^[\w.-]{1,128}$/),
  timestamp: epochMs,
  linked_id: z.string().max(256).optional(),
  identification: z
    .looseObject({
      visitor_id: z.string().regex(/^\w{1,64}$/),
      confidence: z.looseObject({ score: scoreBetween(0, 1) }).optional(),
      visitor_found: flag,
      first_seen_at: epochMs.nullish(),
    })
    .optional(),
  os: label,
  browser_details: z.looseObject({ browser_name: label }).optional(),
  bot: label,
  incognito: flag,
  tampering: flag,
  emulator: flag,
  virtual_machine: flag,
  root_apps: flag,
  jailbroken: flag,
  frida: flag,
  cloned_app: flag,
  developer_tools: flag,
  location_spoofing: flag,
  replayed: flag,
  high_activity_device: flag,
  active_call: flag,
  ip_info: z.looseObject({ v4: network, v6: network }).optional(),
  ip_blocklist: z.looseObject({ tor_node: flag, attack_source: flag, email_spam: flag }).optional(),
  vpn: flag,
  vpn_confidence: label,
  proxy: flag,
  proxy_confidence: label,
  velocity: z
    .looseObject({
      distinct_ip: windows,
      distinct_linked_id: windows,
      distinct_country: windows,
      events: windows,
      distinct_visitor_id_by_linked_id: windows,
    })
    .optional(),
});

type FingerprintEvent = z.output<typeof fingerprintEvent>;

/**
 * What a Fingerprint event tells: one signal about the device, one about the network, one about how often. No address,
 * no URL, no user agent and no raw attribute of the device is passed on.
 *
 * @param event as `parseExactJson` gives it
 * @throws UpstreamInvalid when it is no such event
 */
export function signalsOfFingerprintEvent(event: unknown): readonly FraudSignal[] {
  return eventSignals(requireValid(fraudSystem, fingerprintEvent, event, 'fingerprint event'));
}

/** A Fingerprint event, read as its signals. */
export const fingerprintSignals = fingerprintEvent.transform(eventSignals);

function eventSignals(event: FingerprintEvent): readonly FraudSignal[] {
  const signal = (
    kind: FraudSignal['kind'],
    confidence: string | null,
    found: FraudSignal['attributes'],
  ) => ({
    id: `${event.event_id}:${kind.toLowerCase()}`,
    kind,
    source: 'fingerprint' as const,
    observedAt: new Date(event.timestamp).toISOString(),
    confidence,
    attributes: found,
  });
  return [
    signal('DEVICE', event.identification?.confidence?.score ?? null, deviceAttributes(event)),
    signal('IP', null, networkAttributes(event)),
    signal('VELOCITY', null, velocityAttributes(event)),
  ].filter((found) => found.attributes.length > 0);
}

function deviceAttributes(event: FingerprintEvent): FraudSignal['attributes'] {
  const { identification } = event;
  const firstSeen = identification?.first_seen_at;
  return attributes({
    deviceId: identification?.visitor_id,
    knownDevice: identification?.visitor_found,
    firstSeenAt: firstSeen ? new Date(firstSeen).toISOString() : null,
    operatingSystem: event.os,
    browser: event.browser_details?.browser_name,
    bot: event.bot,
    incognito: event.incognito,
    tampering: event.tampering,
    emulator: event.emulator,
    virtualMachine: event.virtual_machine,
    rooted: event.root_apps,
    jailbroken: event.jailbroken,
    instrumented: event.frida,
    clonedApp: event.cloned_app,
    developerTools: event.developer_tools,
    locationSpoofing: event.location_spoofing,
    replayed: event.replayed,
    highActivity: event.high_activity_device,
    activeCall: event.active_call,
  });
}

function networkAttributes(event: FingerprintEvent): FraudSignal['attributes'] {
  const found = event.ip_info?.v4 ?? event.ip_info?.v6;
  return attributes({
    country: found?.geolocation?.country_code,
    asnType: found?.asn_type,
    datacenter: found?.datacenter_result,
    vpn: event.vpn,
    vpnConfidence: event.vpn_confidence,
    proxy: event.proxy,
    proxyConfidence: event.proxy_confidence,
    tor: event.ip_blocklist?.tor_node,
    attackSource: event.ip_blocklist?.attack_source,
    spamSource: event.ip_blocklist?.email_spam,
  });
}

function velocityAttributes({ velocity = {} }: FingerprintEvent): FraudSignal['attributes'] {
  const counted = (name: string, counts: z.output<typeof windows>) =>
    attributes({
      [`${name}In5Minutes`]: counts?.['5_minutes'],
      [`${name}In1Hour`]: counts?.['1_hour'],
      [`${name}In24Hours`]: counts?.['24_hours'],
    });
  return [
    ...counted('events', velocity.events),
    ...counted('addresses', velocity.distinct_ip),
    ...counted('countries', velocity.distinct_country),
    ...counted('customersOnDevice', velocity.distinct_linked_id),
    ...counted('devicesOfCustomer', velocity.distinct_visitor_id_by_linked_id),
  ];
}
