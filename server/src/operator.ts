import { userInfo } from 'node:os';
import type { RecordedActor } from '@bankgraph/audit-log';

/** Who calls a command, for the audit log: the operating system's user. No token says more. */
export function operator(): RecordedActor {
  return {
    id: `operator:${userInfo().username}`,
    kind: 'staff',
    roles: [],
    clientId: 'bankgraph',
    channel: null,
  };
}
