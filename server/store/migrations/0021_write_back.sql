-- Write-back an admin can trust: what may be on its way is known, what a run changed can be undone, and one property that
-- HubSpot refuses holds up no other.

alter table property_writes
  -- Values that were sent and never heard of again, by who sent them: {"id": {"at": ms, "names": [...]}}.
  -- HubSpot may hold either value, or take the sent one a little later; they are sent once more when that is over.
  add in_flight jsonb not null default '{}',
  -- Why HubSpot refused single properties of the record, by name. They wait until their wish changes.
  add refused_properties jsonb not null default '{}';

create index property_writes_in_flight on property_writes (portal_id, object_type, object_id) where in_flight <> '{}';

-- When an admin put write-back on hold; null while it runs.
alter table portals add writes_paused_ms bigint;

create table write_runs (
  portal_id bigint not null references portals on delete cascade,
  run bigint generated always as identity,
  started_ms bigint not null,
  -- Null while it runs, or when it was cut off: the next one goes on in it.
  finished_ms bigint,
  undone_ms bigint,
  primary key (portal_id, run)
);

-- What the last run changed, kept until the next one begins.
create table write_changes (
  portal_id bigint not null,
  run bigint not null,
  object_type text not null check (object_type in ('companies', 'deals')),
  object_id text collate "C" not null,
  -- '' where the property was empty as far as we know.
  previous jsonb not null,
  sent jsonb not null,
  is_undone boolean not null default false,
  primary key (portal_id, run, object_type, object_id),
  foreign key (portal_id, run) references write_runs on delete cascade
);
