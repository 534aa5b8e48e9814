-- A few changed deals move their own partners at once; what looks across the programme (its rows, segments, history, the
-- bars that scores are held against) follows a little later. Until then the two parts of a computation are of different
-- facts, and each says of which.
alter table computations
  add column programme_facts_version bigint,
  add column programme_computed_ms bigint;
update computations set programme_facts_version = facts_version, programme_computed_ms = computed_ms;
alter table computations
  alter column programme_facts_version set not null,
  alter column programme_computed_ms set not null;

-- When the programme is to follow; null where it is as new as its partners.
alter table portals add column programme_due_at timestamptz;

-- Of the account's own objects nothing that is computed reads which of our properties were made there: the first write-back
-- notes that, and the whole account would be read again for it.
create function note_account_objects() returns trigger language plpgsql as $$
begin
  insert into fact_changes (portal_id, kind)
  select distinct portal_id, tg_table_name from news where kind <> 'provisioned' and is_followed(portal_id);
  return null;
end $$;
drop trigger note_insert on account_objects;
drop trigger note_update on account_objects;
drop trigger note_delete on account_objects;
create trigger note_insert after insert on account_objects referencing new table as news for each statement execute function note_account_objects();
create trigger note_update after update on account_objects referencing new table as news for each statement execute function note_account_objects();
create trigger note_delete after delete on account_objects referencing old table as news for each statement execute function note_account_objects();
