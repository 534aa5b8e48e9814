-- From the far end only: with the near end behind it, PostgreSQL 18 skips through this whole index for the links of a few
-- deals, which is what the primary key is for.
drop index links_reverse;
create index links_reverse on links (portal_id, from_type, to_type, to_id);

-- Whether an account is followed is asked once for each statement, not for each of its rows. Records, links and history: 0113.
create or replace function note_others() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind) select distinct portal_id, tg_table_name from news
   where portal_id in (select portal_id from portals where backfilled_ms is not null);
  return null;
end $$;

create or replace function note_account_objects() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind) select distinct portal_id, tg_table_name from news
   where kind <> 'provisioned' and portal_id in (select portal_id from portals where backfilled_ms is not null);
  return null;
end $$;

-- As the tables' owner, because only that may. Tables of a few pages are read whole anyway.
create function refresh_statistics() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  grown text;
begin
  for grown in
    select c.relname from pg_class c
     where c.oid in ('records'::regclass, 'links'::regclass, 'property_history'::regclass)
       and pg_relation_size(c.oid) > 2 * greatest(c.relpages, 20) * current_setting('block_size')::bigint
  loop
    execute format('analyze (skip_locked) %I', grown);
  end loop;
end $$;
