/** A minFraud Score answer as published; `change` replaces members. */
export function minFraudBody(change: object = {}): Record<string, unknown> {
  return {
    id: '5bc5d6c2-b2c8-40af-87f4-6d61af86b6ae',
    risk_score: 77.9,
    funds_remaining: 25.0,
    queries_remaining: 5000,
    ip_address: { risk: 62.5 },
    disposition: { action: 'manual_review', reason: 'custom_rule', rule_label: 'score of 20 or more' },
    risk_score_reasons: [
      { multiplier: 45, reasons: [{ code: 'ANONYMOUS_IP', reason: 'Risk due to IP being an Anonymous IP' }] },
      {
        multiplier: 0.34,
        reasons: [
          { reason: 'Riskiness of newly-sighted email address', code: 'EMAIL_ADDRESS_NEW' },
          { code: 'TIME_OF_DAY', reason: 'Risk due to local time of day' },
        ],
      },
    ],
    ...change,
  };
}

/** An entry of the risk engine's log. */
export function decisionRecord(id: string, customerId: string, change: object = {}): Record<string, unknown> {
  return {
    decision_id: id,
    user_id: customerId,
    evaluated_at: '2026-06-20T10:00:00Z',
    policy_version: 'fraud-policy@2026.2',
    expires_at: '2026-06-23T10:00:00Z',
    action: 'HOLD',
    customer_reason: 'We are checking a payment.',
    score: minFraudBody(),
    step_ups: [{ id: `${id}-1`, method: 'PUSH', result: 'PASSED', at: '2026-06-20T10:02:00Z' }],
    ...change,
  };
}

/** A device event in the shape of Fingerprint's Server API v4. */
export function deviceEvent(id: string, customerId: string, change: object = {}): Record<string, unknown> {
  return {
    event_id: id,
    timestamp: Date.parse('2026-06-19T10:00:00Z'),
    linked_id: customerId,
    url: 'https://bank.example/login?token=secret',
    ip_address: '203.0.113.9',
    user_agent: 'Mozilla/5.0',
    identification: {
      visitor_id: 'Ibk1527CUFmcnjLwIs4A9',
      confidence: { score: 0.97, version: '1.1' },
      visitor_found: true,
      first_seen_at: Date.parse('2025-01-01T00:00:00Z'),
    },
    bot: 'not_detected',
    tampering: false,
    ip_info: {
      v4: {
        address: '203.0.113.9',
        geolocation: { city_name: 'Leeds', country_code: 'GB' },
        asn_type: 'isp',
      },
    },
    ip_blocklist: { tor_node: false },
    vpn: true,
    proxy: false,
    velocity: { distinct_ip: { '5_minutes': 1, '1_hour': 3, '24_hours': 4 } },
    raw_device_attributes: { math: '5f030fa7d2e5f9f7' },
    ...change,
  };
}

/** A session scored by behavioural biometrics. */
export function sessionRecord(id: string, customerId: string, change: object = {}): Record<string, unknown> {
  return {
    id,
    user_id: customerId,
    observed_at: '2026-06-21T10:00:00Z',
    score: 0.52,
    deviations: ['HESITATION', 'GUIDED_BY_VOICE_CALL'],
    ...change,
  };
}
