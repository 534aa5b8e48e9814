-- From the far end only: with the near end behind it, PostgreSQL 18 skips through this whole index for the links of a few
-- deals, which is what the primary key is for.
drop index links_reverse;
create index links_reverse on links (portal_id, from_type, to_type, to_id);

-- Whether an account is followed is asked once for each statement, not for each of its rows.
create or replace function note_records() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into fact_changes (portal_id, kind, id)
    select distinct portal_id, case when type = 'deals' then type else 'records' end, case when type = 'deals' then id else '' end
      from news where portal_id in (select portal_id from portals where backfilled_ms is not null);
  elsif tg_op = 'DELETE' then
    insert into fact_changes (portal_id, kind) select distinct portal_id, 'records' from olds
     where portal_id in (select portal_id from portals where backfilled_ms is not null);
  else
    insert into fact_changes (portal_id, kind, id)
    select distinct n.portal_id, case when n.type = 'deals' then n.type else 'records' end, case when n.type = 'deals' then n.id else '' end
      from news n join olds o using (portal_id, type, id)
      where ((o.content_hash, o.archived, o.deleted_ms, o.created_ms, o.partner_scope)
          is distinct from (n.content_hash, n.archived, n.deleted_ms, n.created_ms, n.partner_scope)
          or (n.type not in ('companies', 'contacts') and o.modified_ms is distinct from n.modified_ms))
        and n.portal_id in (select portal_id from portals where backfilled_ms is not null);
  end if;
  return null;
end $$;

create or replace function note_links() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind, id)
  select distinct portal_id, case when is_deal then 'deals' else 'links' end, case when is_deal then from_id else '' end
    from (select *, from_type = 'deals' and to_type = 'companies' as is_deal from news) as changed
   where portal_id in (select portal_id from portals where backfilled_ms is not null);
  return null;
end $$;

create or replace function note_history() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind, id)
  select distinct portal_id, case when type = 'deals' then type else 'history' end, case when type = 'deals' then id else '' end
    from news where portal_id in (select portal_id from portals where backfilled_ms is not null);
  return null;
end $$;

create or replace function note_others() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind) select distinct portal_id, tg_table_name from news
   where portal_id in (select portal_id from portals where backfilled_ms is not null);
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
