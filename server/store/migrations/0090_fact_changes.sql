-- What has changed of an account's records, so that a computation after a few changed deals need not read the account.
-- `seen` is the transaction that wrote it: whoever looks remembers the oldest one still running, so that what commits late
-- is not missed. Rows are needed until the account is next computed; a computation of another day reads everything.

create table fact_changes (
  portal_id bigint not null references portals on delete cascade,
  seen xid8 not null default pg_current_xact_id(),
  -- `deals`, with the deal's id; anything else concerns more than single deals and has none.
  kind text not null,
  id text collate "C" not null default '',
  at timestamptz not null default now()
);

create index fact_changes_seen on fact_changes (portal_id, seen);

-- Before an account was read to its end nothing is computed of it, and a deleted account wants no news.
create function is_followed(p_portal bigint) returns boolean language sql stable
  as $$ select exists (select from portals where portal_id = p_portal and backfilled_ms is not null) $$;

create function note_records() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into fact_changes (portal_id, kind, id)
    select distinct portal_id, case when type = 'deals' then type else 'records' end, case when type = 'deals' then id else '' end
      from news where is_followed(portal_id);
  elsif tg_op = 'DELETE' then
    insert into fact_changes (portal_id, kind) select distinct portal_id, 'records' from olds where is_followed(portal_id);
  else
    -- Facts of companies and people do not depend on when they were modified: our own writes to them are no news.
    insert into fact_changes (portal_id, kind, id)
    select distinct n.portal_id, case when n.type = 'deals' then n.type else 'records' end, case when n.type = 'deals' then n.id else '' end
      from news n join olds o using (portal_id, type, id)
      where ((o.content_hash, o.archived, o.deleted_ms, o.created_ms, o.partner_scope)
          is distinct from (n.content_hash, n.archived, n.deleted_ms, n.created_ms, n.partner_scope)
          or (n.type not in ('companies', 'contacts') and o.modified_ms is distinct from n.modified_ms))
        and is_followed(n.portal_id);
  end if;
  return null;
end $$;

create function note_links() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind, id)
  select distinct portal_id, case when is_deal then 'deals' else 'links' end, case when is_deal then from_id else '' end
    from (select *, from_type = 'deals' and to_type = 'companies' as is_deal from news) as changed
   where is_followed(portal_id);
  return null;
end $$;

create function note_history() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind, id)
  select distinct portal_id, case when type = 'deals' then type else 'history' end, case when type = 'deals' then id else '' end
    from news where is_followed(portal_id);
  return null;
end $$;

create function note_others() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind) select distinct portal_id, tg_table_name from news where is_followed(portal_id);
  return null;
end $$;

create trigger note_insert after insert on records referencing new table as news for each statement execute function note_records();
create trigger note_update after update on records referencing new table as news old table as olds for each statement execute function note_records();
create trigger note_delete after delete on records referencing old table as olds for each statement execute function note_records();

create trigger note_insert after insert on links referencing new table as news for each statement execute function note_links();
create trigger note_update after update on links referencing new table as news for each statement execute function note_links();
create trigger note_delete after delete on links referencing old table as news for each statement execute function note_links();

create trigger note_insert after insert on property_history referencing new table as news for each statement execute function note_history();
create trigger note_update after update on property_history referencing new table as news for each statement execute function note_history();
create trigger note_delete after delete on property_history referencing old table as news for each statement execute function note_history();

create trigger note_insert after insert on feed_uploads referencing new table as news for each statement execute function note_others();
create trigger note_update after update on feed_uploads referencing new table as news for each statement execute function note_others();
create trigger note_delete after delete on feed_uploads referencing old table as news for each statement execute function note_others();

create trigger note_insert after insert on account_objects referencing new table as news for each statement execute function note_others();
create trigger note_update after update on account_objects referencing new table as news for each statement execute function note_others();
create trigger note_delete after delete on account_objects referencing old table as news for each statement execute function note_others();
