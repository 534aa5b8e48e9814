-- Mail, calls, tickets and the like are news of a kind of their own: after them a computation of everything may wait a
-- while, and what changed deals move of their partners need not wait for it.
create function news_kind(type text) returns text language sql immutable
  as $$ select case when type = 'deals' then 'deals' when type in ('companies', 'contacts') then 'records' else 'extras' end $$;

create or replace function note_records() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into fact_changes (portal_id, kind, id)
    select distinct portal_id, news_kind(type), case when type = 'deals' then id else '' end
      from news where portal_id in (select portal_id from portals where backfilled_ms is not null);
  elsif tg_op = 'DELETE' then
    insert into fact_changes (portal_id, kind) select distinct portal_id, 'records' from olds
     where portal_id in (select portal_id from portals where backfilled_ms is not null);
  else
    insert into fact_changes (portal_id, kind, id)
    select distinct n.portal_id, news_kind(n.type), case when n.type = 'deals' then n.id else '' end
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
  select distinct portal_id, kind, case when kind = 'deals' then from_id else '' end
    from (select *, case when from_type = 'deals' and to_type = 'companies' then 'deals'
                         when news_kind(from_type) = 'extras' then 'extras' else 'links' end as kind from news) as changed
   where portal_id in (select portal_id from portals where backfilled_ms is not null);
  return null;
end $$;

create or replace function note_history() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind, id)
  select distinct portal_id, case when news_kind(type) = 'records' then 'history' else news_kind(type) end,
         case when type = 'deals' then id else '' end
    from news where portal_id in (select portal_id from portals where backfilled_ms is not null);
  return null;
end $$;

-- Nobody asks it any more: 0112 and this file look once for each statement.
drop function is_followed;
