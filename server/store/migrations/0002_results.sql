-- What was computed, what the cards read, and what is to be written to HubSpot.

-- The last computation of an account: what every surface says "as of".
create table computations (
  portal_id bigint primary key references portals on delete cascade,
  as_of date not null,
  -- Versions that the results were made from: equal ones mean nothing to compute.
  facts_version bigint not null,
  settings_version integer not null,
  model_version text not null,
  computed_ms bigint not null,
  -- When the newest data in it had been read from HubSpot.
  synced_ms bigint not null,
  -- What the results are told in: the account's settings at the time.
  time_zone text not null,
  currency text not null,
  summary jsonb not null
);

-- One point of a partner's history, kept with the definition version it was made with.
create table snapshots (
  portal_id bigint not null references portals on delete cascade,
  partner_id text collate "C" not null,
  as_of date not null,
  model_version text not null,
  health jsonb not null,
  -- Metric results of the date by metric/measure; only for dates on which the whole catalogue ran.
  results jsonb,
  primary key (portal_id, partner_id, as_of)
);

-- Everything a card needs of one record, so that an answer is one indexed read.
create table card_models (
  portal_id bigint not null references portals on delete cascade,
  object_type text not null check (object_type in ('companies', 'deals')),
  object_id text collate "C" not null,
  -- For a deal with one partner: the company whose model tells its health.
  partner_id text collate "C",
  model_hash text not null,
  model jsonb not null,
  primary key (portal_id, object_type, object_id)
);

-- The outbox of property writes: what a record should say, and what HubSpot last confirmed it says.
create table property_writes (
  portal_id bigint not null references portals on delete cascade,
  object_type text not null check (object_type in ('companies', 'deals')),
  object_id text collate "C" not null,
  desired jsonb not null,
  confirmed jsonb not null default '{}',
  -- Properties that differ and are to be sent; empty when there is nothing to do.
  pending jsonb not null default '{}',
  -- Day of the last confirmed as-of, to write it alone at most once a week.
  as_of_confirmed date,
  attempts integer not null default 0,
  -- Why HubSpot refused this record, in words for the admin; null once it accepted.
  refused text,
  updated_at timestamptz not null default now(),
  primary key (portal_id, object_type, object_id)
);

create index property_writes_pending on property_writes (portal_id, object_type, object_id) where pending <> '{}';
