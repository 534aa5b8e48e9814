-- Who changed what, kept for good: written in the same transaction as the change itself.
create table settings_changes (
  portal_id bigint not null references portals on delete cascade,
  id bigint generated always as identity,
  at_ms bigint not null,
  -- HubSpot's user id; null where it was done at the command line.
  user_id text,
  -- `settings`, `restore`, `write-back`, `feed-key`, `admin`, `leave`.
  kind text not null,
  -- For settings the whole differences from the defaults, so that any version can be restored; else what the change was.
  before jsonb not null,
  after jsonb not null,
  -- Of the settings once changed; null for what is no setting.
  settings_version integer,
  primary key (portal_id, id)
);
