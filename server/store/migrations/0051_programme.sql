-- What the programme as a whole and its segments say at the last computation, the months behind it, and what was frozen.

create table program_results (
  portal_id bigint not null references portals on delete cascade,
  -- '' for the whole programme, else `dimension=value`.
  segment text collate "C" not null,
  partners integer not null,
  -- By metric/measure.
  results jsonb not null,
  -- Measures whose total moved against every segment of the dimension; of the whole programme only.
  warnings jsonb not null default '[]',
  primary key (portal_id, segment)
);

-- Month ends of every measure of a partner, or of the programme where partner_id is ''.
create table metric_history (
  portal_id bigint not null references portals on delete cascade,
  partner_id text collate "C" not null,
  -- {"dates": [...], "measures": {"metric/measure": [...]}}; see server/compute/compact-result.ts.
  points jsonb not null,
  points_hash text not null,
  primary key (portal_id, partner_id)
);

-- Frozen when we first spoke of a partner or the programme, from what was known then. Never changed afterwards, however
-- embarrassing.
create table baselines (
  portal_id bigint not null references portals on delete cascade,
  partner_id text collate "C" not null,
  -- `go-live` at the first computation, `year-before` reconstructed for 365 days earlier.
  kind text not null check (kind in ('go-live', 'year-before')),
  as_of date not null,
  model_version text not null,
  results jsonb not null,
  primary key (portal_id, partner_id, kind)
);

create function keep_baseline() returns trigger language plpgsql as $$
begin
  raise exception 'a baseline is never changed' using hint = 'erase the account to begin anew';
end $$;

-- After, so that row-level security speaks first.
create trigger baselines_are_frozen after update on baselines for each row execute function keep_baseline();
