-- Accounts, what we know of their CRM, and where sync stands. portal_id leads every key, so that an account's rows lie
-- together and no statement can forget whose they are. Times that HubSpot gives are epoch milliseconds, as it gives them.

create table portals (
  portal_id bigint primary key,
  status text not null default 'connected' check (status in ('connected', 'disconnected')),
  -- Why the account is disconnected, for the operator.
  status_reason text,
  hub_domain text,
  time_zone text,
  currency text,
  scopes text[] not null default '{}',
  -- What HubSpot refused this account with 403, by name of the capability, with the time of the refusal.
  missing_capabilities jsonb not null default '{}',
  -- Differences from the defaults of app/mapping/settings.ts.
  settings jsonb not null default '{}',
  settings_version integer not null default 1,
  -- The partner rule that records.partner_scope of companies was last computed with; null before the first time.
  applied_rule jsonb,
  -- Rises in the same transaction as any change of records, links, history or account objects: nothing new, no rise.
  facts_version bigint not null default 0,
  first_sync_ms bigint,
  backfilled_ms bigint,
  -- When our last write-back ended: search is not asked before it can show all of its echo.
  written_ms bigint,
  next_due_at timestamptz not null default now(),
  installed_at timestamptz not null default now(),
  installed_by text
);

create index portals_due on portals (next_due_at) where status = 'connected';

create table oauth_tokens (
  portal_id bigint primary key references portals on delete cascade,
  -- Which key of TOKEN_KEYS sealed the two tokens.
  key_id text not null,
  access_token bytea not null,
  refresh_token bytea not null,
  obtained_ms bigint not null,
  expires_ms bigint not null,
  -- Rises with every new pair: a process that saw an older number knows that another one refreshed.
  version integer not null default 1,
  -- One process refreshes at a time; the lease ends by itself when that process dies.
  lease_until_ms bigint
);

create table records (
  portal_id bigint not null references portals on delete cascade,
  type text not null check (type in ('companies', 'deals', 'contacts')),
  id text collate "C" not null,
  properties jsonb not null,
  created_ms bigint not null,
  modified_ms bigint not null,
  archived boolean not null default false,
  -- When it was archived or found to be gone; null while it is there.
  deleted_ms bigint,
  -- The record that took this one over in a merge.
  merged_into text,
  -- Over the properties without the modification date and without what we write ourselves.
  content_hash text not null,
  first_seen_ms bigint not null,
  -- Company: fulfils the partner rule. Deal: has to do with a partner, so its history is read. Never for contacts.
  partner_scope boolean not null default false,
  -- Null asks sync to read it again: links of a partner company or a changed deal, history of what is in partner scope.
  links_read_ms bigint,
  history_read_ms bigint,
  primary key (portal_id, type, id)
);

-- The to-do lists of sync, empty most of the time.
create index records_links_due on records (portal_id, type, id)
  where links_read_ms is null and (type = 'deals' or partner_scope);
create index records_history_due on records (portal_id, type, id) where history_read_ms is null and partner_scope;
create index records_partner_scope on records (portal_id, type, id) where partner_scope;

create table links (
  portal_id bigint not null references portals on delete cascade,
  from_type text not null,
  from_id text collate "C" not null,
  to_type text not null,
  to_id text collate "C" not null,
  type_id integer not null,
  category text not null,
  label text,
  learned_ms bigint not null,
  removed_ms bigint,
  -- There before we first looked: HubSpot keeps no history of associations.
  reconstructed boolean not null,
  primary key (portal_id, from_type, to_type, from_id, to_id, type_id)
);

create index links_reverse on links (portal_id, from_type, to_type, to_id, from_id);

-- Outlives HubSpot's own 20 revisions. Values are '' when the property was cleared.
create table property_history (
  portal_id bigint not null references portals on delete cascade,
  type text not null,
  id text collate "C" not null,
  property text not null,
  at_ms bigint not null,
  value text not null,
  -- Values may be longer than an index entry; two changes can share a millisecond.
  value_hash text not null generated always as (md5(value)) stored,
  source_type text,
  learned_ms bigint not null,
  primary key (portal_id, type, id, property, at_ms, value_hash)
);

-- Pipelines, owners, association labels, names of properties: small, read whole.
create table account_objects (
  portal_id bigint not null references portals on delete cascade,
  kind text not null,
  id text collate "C" not null,
  data jsonb not null,
  primary key (portal_id, kind, id)
);

create table checkpoints (
  portal_id bigint not null references portals on delete cascade,
  stream text not null,
  cursor jsonb not null,
  -- Moves in the same transaction as the page it stands for; who expects another number has been overtaken.
  version integer not null default 1,
  primary key (portal_id, stream)
);

create table sync_runs (
  id bigint generated always as identity primary key,
  portal_id bigint not null references portals on delete cascade,
  kind text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}',
  calls jsonb not null default '{}',
  error text
);

create index sync_runs_latest on sync_runs (portal_id, started_at desc);

-- Ids met by a running sweep of all ids; what is left out of it no longer exists.
create unlogged table swept_ids (
  portal_id bigint not null,
  type text not null,
  id text collate "C" not null,
  primary key (portal_id, type, id)
);

-- The rate budget. Unlogged: losing it in a crash costs one burst, and every call to HubSpot passes through it.
create unlogged table rate_limits (
  portal_id bigint not null,
  class text not null,
  -- When the last call reserved so far would go out at an even pace ("theoretical arrival time").
  tat_ms double precision not null,
  primary key (portal_id, class)
);

-- Reserves one call at an even pace of one per interval with a burst, and answers how many milliseconds to sleep first.
-- Reserving (instead of asking again) is what keeps a rolling window under its limit with any number of callers.
-- Nothing is reserved when the wait would exceed max_wait: the answer is then that wait, negative.
create function reserve_call(
  p_portal_id bigint, p_class text, p_burst double precision, p_interval_ms double precision,
  p_max_wait_ms double precision, p_now_ms double precision default null
) returns double precision language plpgsql as $$
declare
  v_now double precision := coalesce(p_now_ms, extract(epoch from clock_timestamp()) * 1000);
  v_tat double precision;
  v_wait double precision;
begin
  -- The row must exist before it can be locked; two callers may both find it missing.
  insert into rate_limits values (p_portal_id, p_class, v_now) on conflict do nothing;
  select greatest(tat_ms, v_now) + p_interval_ms into v_tat
    from rate_limits where portal_id = p_portal_id and class = p_class for update;
  v_wait := v_tat - p_interval_ms * p_burst - v_now;
  if v_wait > p_max_wait_ms then
    return -ceil(v_wait);
  end if;
  update rate_limits set tat_ms = v_tat where portal_id = p_portal_id and class = p_class;
  return greatest(0, ceil(v_wait));
end $$;

-- After a 429: nothing of this class goes out before the pause is over, and then at an even pace without a burst.
create function pause_calls(
  p_portal_id bigint, p_class text, p_burst double precision, p_interval_ms double precision,
  p_pause_ms double precision, p_now_ms double precision default null
) returns void language sql as $$
  insert into rate_limits as r values (
    p_portal_id, p_class,
    coalesce(p_now_ms, extract(epoch from clock_timestamp()) * 1000) + p_pause_ms + (p_burst - 1) * p_interval_ms
  )
  on conflict (portal_id, class) do update set tat_ms = greatest(r.tat_ms, excluded.tat_ms)
$$;
