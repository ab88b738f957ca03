import { type ActorKind, type Role, roles } from '@bankgraph/identity';
import type { MaskName } from '@bankgraph/masking';
import type { ConditionName } from './conditions.js';

/** Classes of data, from what anyone may see to what must look absent to those not cleared. */
export const dataClasses = ['public', 'internal', 'confidential', 'restricted'] as const;

/** Class of data. */
export type DataClass = (typeof dataClasses)[number];

/** One line of a policy: these roles, under these conditions, for these purposes, see this much. */
export interface AllowLine {
  readonly roles: ReadonlySet<Role>;
  /** All must hold. Empty: no condition. */
  readonly when: readonly ConditionName[];
  /** Narrows the roles' purposes; null: any purpose of the role. */
  readonly purposes: ReadonlySet<string> | null;
  /** Null: the value as it is. */
  readonly show: MaskName | null;
  /** Where it begins in the file of its policy, counted from 1. */
  readonly line: number;
}

/** The policy of one field (`IdDocument.number`) or of the rows of one type (`SegmentMembership`). */
export interface Policy {
  /** `Type.field`, or `Type` for rows. */
  readonly id: string;
  readonly class: DataClass;
  readonly allow: readonly AllowLine[];
  /** Why, in the owner's words. */
  readonly because: string;
  /** Where it is written, for people: `policies/fields/kyc.yaml:12`. */
  readonly source: string;
}

/** A wall: whom it keeps out of a customer's data before roles are looked at. */
export interface Wall {
  /** Holds for those who stand outside. */
  readonly condition: ConditionName;
  /** Kinds of actors that it is there for; empty: nobody. */
  readonly keepsOut: ReadonlySet<ActorKind>;
  /** Why, in the owner's words. */
  readonly because: string;
  /** Where it is written, for people: `policies/walls.yaml:4`. */
  readonly source: string;
}

/** What a role is and what it may work for. */
export interface RoleDefinition {
  readonly title: string;
  readonly kind: ActorKind;
  /** W3C DPV terms. */
  readonly purposes: readonly string[];
  /** Whether anything beyond class public needs a declared purpose. */
  readonly purposeRequired: boolean;
}

/** The policies of one subgraph. */
export interface SubgraphPolicies {
  readonly subgraph: string;
  readonly owner: string;
  /** Types whose fields are part of the field that returns them, and are decided there. */
  readonly carried: ReadonlySet<string>;
  readonly fields: ReadonlyMap<string, Policy>;
  readonly rows: ReadonlyMap<string, Policy>;
}

/** All policies in force. */
export interface PolicySet {
  /** Digest of all policy files: written into every audit record. */
  readonly version: string;
  readonly roles: ReadonlyMap<Role, RoleDefinition>;
  readonly walls: readonly Wall[];
  readonly subgraphs: ReadonlyMap<string, SubgraphPolicies>;
}

/**
 * Whether everyone may see it, whatever holds: a key that only repeats what the caller gave. Walls do not stand before
 * it, else a walled customer would look different from one who does not exist.
 */
export function isForEveryone({ allow }: Policy): boolean {
  return allow.some(
    (line) => line.roles.size === roles.length && line.when.length === 0 && line.purposes === null,
  );
}
