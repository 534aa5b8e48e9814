-- What people have said of a partner: reviews, and bands or scores set by hand for a time. Only ever added to: an override
-- ends by its date or by a later row, so that who said what, and when, stays as it was.
create table partner_judgements (
  portal_id bigint not null references portals on delete cascade,
  -- HubSpot company id.
  partner_id text collate "C" not null,
  id bigint generated always as identity,
  kind text not null check (kind in ('review', 'override', 'override-end')),
  at_ms bigint not null,
  -- HubSpot's user id as HubSpot signed it, and the name that the account's owners had for it then.
  user_id text not null,
  user_name text,
  -- The reviewer's note, or the reason of an override and of its end.
  note text not null,
  -- The snapshot that was on the card: its date, score, band, components and definition.
  seen jsonb not null,
  -- Of an override: a band, and a score where one was given; both days are in force.
  band text check (band in ('healthy', 'watch', 'at-risk')),
  score smallint check (score between 0 and 100),
  first_day date,
  last_day date,
  primary key (portal_id, partner_id, id),
  check ((kind = 'override') = (band is not null and first_day is not null and last_day is not null)),
  check (first_day <= last_day)
);

create function keep_judgement() returns trigger language plpgsql as $$
begin
  raise exception 'what was said of a partner is never changed' using hint = 'add another row';
end $$;

-- After, so that row-level security speaks first.
create trigger judgements_are_kept after update on partner_judgements for each row execute function keep_judgement();

-- Since when an account's numbers are made by a definition: the marks in a trend.
create table definition_versions (
  portal_id bigint not null references portals on delete cascade,
  model_version text not null,
  settings_version integer not null,
  first_day date not null,
  primary key (portal_id, model_version, settings_version)
);

insert into definition_versions (portal_id, model_version, settings_version, first_day)
  select portal_id, model_version, settings_version, as_of from computations;
