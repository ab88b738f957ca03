import type { BiometricSession, FingerprintEvent, FraudDecision } from '../world/fraud.js';

/** A decision of the risk engine, as its log shows it. */
export function decisionLogBody(customerId: string, decision: FraudDecision): Record<string, unknown> {
  const { score } = decision;
  const { action, reason, ruleLabel } = score.disposition;
  return {
    decision_id: decision.decisionId,
    user_id: customerId,
    evaluated_at: decision.evaluatedAt,
    policy_version: decision.policyVersion,
    expires_at: decision.expiresAt,
    action: decision.action,
    customer_reason: decision.customerReason,
    score: {
      id: score.id,
      risk_score: score.riskScore,
      funds_remaining: 25,
      queries_remaining: 5000,
      ip_address: { risk: score.ipRisk },
      disposition: { action, reason, ...(ruleLabel === null ? {} : { rule_label: ruleLabel }) },
      risk_score_reasons: score.reasons,
    },
    step_ups: decision.stepUps,
  };
}

export function biometricBody(customerId: string, session: BiometricSession): Record<string, unknown> {
  return {
    id: session.id,
    user_id: customerId,
    observed_at: session.observedAt,
    score: session.score,
    deviations: session.deviations,
  };
}

/** A device event in the shape of Fingerprint's API, version 4; times are epoch milliseconds. */
export function fingerprintBody(customerId: string, event: FingerprintEvent): Record<string, unknown> {
  const at = Date.parse(event.at);
  const firstSeen = Date.parse(event.firstSeenAt);
  const windows = ([short, hour, day]: readonly [number, number, number]): Record<string, number> => ({
    '5_minutes': short,
    '1_hour': hour,
    '24_hours': day,
  });
  return {
    event_id: event.eventId,
    timestamp: at,
    linked_id: customerId,
    tags: {},
    source: 'device',
    incremental_identification_status: 'completed',
    url: 'https://bank.example/login',
    ip_address: event.ipAddress,
    user_agent: `Mozilla/5.0 (${event.os}) ${event.browser}`,
    device: 'Other',
    os: event.os,
    browser_details: { browser_name: event.browser, os: event.os, device: 'Other' },
    identification: {
      visitor_id: event.visitorId,
      confidence: { score: event.confidence, version: '1.1' },
      visitor_found: firstSeen < at,
      first_seen_at: firstSeen,
      last_seen_at: at,
    },
    bot: event.bot,
    ip_info: {
      v4: {
        address: event.ipAddress,
        geolocation: { accuracy_radius: 20, city_name: event.city, country_code: event.country },
        asn_type: 'isp',
        datacenter_result: event.vpn,
      },
    },
    ip_blocklist: { email_spam: false, attack_source: false, tor_node: false },
    proxy: event.proxy,
    proxy_confidence: event.proxy ? 'high' : 'low',
    vpn: event.vpn,
    vpn_confidence: 'high',
    vpn_origin_country: 'unknown',
    vpn_methods: {
      timezone_mismatch: event.vpn,
      public_vpn: event.vpn,
      auxiliary_mobile: false,
      os_mismatch: false,
      relay: false,
    },
    incognito: event.incognito,
    tampering: event.tampering,
    tampering_confidence: 'high',
    tampering_details: { anomaly_score: event.tampering ? 0.87 : 0.02, anti_detect_browser: event.tampering },
    velocity: {
      distinct_ip: windows(event.velocity.distinctIp),
      distinct_linked_id: windows(event.velocity.distinctLinkedId),
      distinct_country: windows(event.velocity.distinctCountry),
      events: windows(event.velocity.events),
    },
    sdk: { platform: 'js', version: '3.11.10' },
    replayed: false,
    high_activity_device: false,
  };
}
