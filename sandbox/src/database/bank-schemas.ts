import type { Migration } from '@bankgraph/database';

/** A schema of the bank's database: who may read it, and how it came to be. */
export interface BankSchema {
  readonly schema: string;
  /** The only login role that may read it, and nothing else. */
  readonly reader: string;
  readonly migrations: readonly Migration[];
}

/** A migration that is one piece of SQL. */
function sql(name: string, statements: string): Migration {
  return { name, up: (knex) => knex.raw(statements) };
}

/** What the bank keeps in SQL, a schema per system. */
export const bankSchemas: readonly BankSchema[] = [
  {
    schema: 'directory',
    reader: 'directory_reader',
    migrations: [
      sql(
        '001-directory',
        `
        create table directory.customer (
          customer_id text primary key,
          display_name text not null,
          search_name text not null,
          kind text not null check (kind in ('PERSON', 'BUSINESS')),
          date_of_birth date,
          since timestamptz not null,
          walls text[] not null default '{}'
        );
        create index on directory.customer (search_name);
        create table directory.customer_external_id (
          customer_id text not null,
          system text not null,
          external_id text not null,
          primary key (customer_id, system),
          unique (system, external_id)
        );
        create table directory.account_holder (
          account_id text not null,
          customer_id text not null,
          role text not null check (role in ('PRINCIPAL', 'JOINT')),
          primary key (account_id, customer_id)
        );
        create index on directory.account_holder (customer_id);
        create table directory.service_restriction (
          id text primary key,
          customer_id text not null,
          reason text not null check (reason in ('UNDER_REVIEW')),
          scope text not null,
          since timestamptz not null,
          until timestamptz
        );
        create index on directory.service_restriction (customer_id);
        `,
      ),
      sql(
        '002-walls',
        // A conflict is between two people: schema staffing keeps it.
        `alter table directory.customer add check (walls <@ array['STAFF', 'VIP'])`,
      ),
    ],
  },
  {
    schema: 'staffing',
    reader: 'staffing_reader',
    migrations: [
      sql(
        '001-staffing',
        `
        create table staffing.staff (
          staff_id text primary key,
          role text not null,
          name text not null
        );
        create table staffing.customer_assignment (
          staff_id text not null,
          customer_id text not null,
          kind text not null check (kind in ('PORTFOLIO', 'CASE_WORK')),
          since timestamptz not null,
          until timestamptz,
          primary key (staff_id, customer_id, since)
        );
        create index on staffing.customer_assignment (customer_id);
        create table staffing.case_assignment (
          staff_id text not null,
          case_id text not null,
          customer_id text not null,
          since timestamptz not null,
          until timestamptz,
          primary key (staff_id, case_id, since)
        );
        create index on staffing.case_assignment (customer_id);
        create index on staffing.case_assignment (case_id);
        `,
      ),
      sql(
        '002-walls',
        `
        alter table staffing.staff add customer_id text;
        create table staffing.wall_clearance (
          staff_id text not null,
          wall text not null check (wall in ('STAFF', 'VIP')),
          since timestamptz not null,
          until timestamptz,
          primary key (staff_id, wall, since)
        );
        create table staffing.conflict_of_interest (
          staff_id text not null,
          customer_id text not null,
          since timestamptz not null,
          until timestamptz,
          primary key (staff_id, customer_id, since)
        );
        `,
      ),
    ],
  },
  {
    schema: 'kyc',
    reader: 'kyc_reader',
    migrations: [
      sql(
        '001-kyc',
        `
        create table kyc.profile (
          customer_id text primary key,
          status text not null check (status in ('NEW', 'PROCESSING', 'APPROVED', 'REJECTED')),
          cdd_level text not null check (cdd_level in ('SIMPLIFIED', 'STANDARD', 'ENHANCED')),
          next_review_at date not null,
          opened_at timestamptz not null
        );
        create table kyc.risk_rating (
          id text primary key,
          customer_id text not null,
          band text not null check (band in ('LOW', 'MEDIUM', 'HIGH', 'PROHIBITED')),
          score numeric not null,
          reason text not null,
          model_version text not null,
          valid_from timestamptz not null,
          valid_to timestamptz,
          recorded_at timestamptz not null
        );
        create index on kyc.risk_rating (customer_id, valid_from);
        `,
      ),
    ],
  },
  {
    schema: 'segments',
    reader: 'segments_reader',
    migrations: [
      sql(
        '001-segments',
        `
        create table segments.model_version (
          id text primary key,
          name text not null,
          version text not null,
          purpose text not null,
          assumptions text[] not null,
          limitations text[] not null,
          owner text not null,
          tier integer not null,
          validated_at timestamptz not null,
          status text not null check (status in ('DEVELOPMENT', 'VALIDATED', 'IN_USE', 'RETIRED'))
        );
        create table segments.membership (
          id text primary key,
          customer_id text not null,
          segment text not null,
          category text not null check (category in ('MARKETING', 'RISK')),
          since timestamptz not null,
          score numeric not null,
          source text not null,
          model_version_id text not null references segments.model_version
        );
        create index on segments.membership (customer_id);
        create table segments.membership_override (
          id text primary key,
          membership_id text not null references segments.membership,
          customer_id text not null,
          from_segment text not null,
          to_segment text not null,
          reason text not null,
          by_staff text not null,
          approved_by text not null,
          expires_at timestamptz not null,
          at timestamptz not null,
          check (by_staff <> approved_by)
        );
        create index on segments.membership_override (customer_id);
        create table segments.prediction (
          id text primary key,
          customer_id text not null,
          kind text not null check (kind in ('DEFAULT', 'CHURN', 'RISING_RISK')),
          probability numeric not null check (probability between 0 and 1),
          horizon_days integer not null,
          produced_at timestamptz not null,
          model_version_id text not null references segments.model_version
        );
        create index on segments.prediction (customer_id);
        `,
      ),
    ],
  },
  {
    schema: 'aml_register',
    reader: 'aml_register_reader',
    migrations: [
      sql(
        '001-aml-register',
        `
        create table aml_register.sar (
          id text primary key,
          customer_id text not null,
          case_id text not null,
          status text not null check (status in ('DRAFT', 'FILED', 'ACKNOWLEDGED', 'REJECTED')),
          regulator_ref text,
          filed_at timestamptz,
          narrative text not null,
          acknowledgement jsonb,
          released_to_audit_at timestamptz,
          deadline_at timestamptz not null
        );
        create index on aml_register.sar (customer_id);
        create table aml_register.no_report_decision (
          id text primary key,
          customer_id text not null,
          case_id text not null,
          decided_at timestamptz not null,
          decided_by text not null,
          approved_by text not null,
          rationale text not null,
          check (decided_by <> approved_by)
        );
        create index on aml_register.no_report_decision (customer_id);
        create table aml_register.case_task (
          id text primary key,
          case_id text not null,
          customer_id text not null,
          title text not null,
          due_at timestamptz not null,
          done_at timestamptz,
          assignee text not null
        );
        create index on aml_register.case_task (customer_id);
        `,
      ),
    ],
  },
  {
    schema: 'interactions',
    reader: 'interactions_reader',
    migrations: [
      sql(
        '001-interactions',
        `
        create table interactions.interaction (
          id text primary key,
          customer_id text not null,
          channel text not null check (channel in ('CALL_CENTRE', 'BRANCH', 'ONLINE', 'MOBILE')),
          occurred_at timestamptz not null,
          summary_code text not null,
          handled_by text
        );
        create index on interactions.interaction (customer_id, occurred_at);
        `,
      ),
    ],
  },
];
