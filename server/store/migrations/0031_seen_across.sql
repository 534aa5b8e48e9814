-- The same as in 0030, and: sequences may be used, and the tables that work across accounts may look at are named here,
-- in one place, because a migration with a lower number cannot use what 0030 made.

create or replace function protect_account_tables() returns void language plpgsql as $$
declare
  -- To find out which account has work. Nobody writes across accounts.
  v_seen_across constant text[] := array['portals', 'change_hints'];
  v_table record;
begin
  execute format('grant usage on schema %I to partner_pulse_app', current_schema());
  execute format('grant usage on all sequences in schema %I to partner_pulse_app', current_schema());
  for v_table in
    select c.oid::regclass as name, c.oid, c.relname,
      exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'portal_id' and not a.attisdropped) as of_account
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'schema_migrations'
  loop
    execute format('grant select, insert, update, delete on %s to partner_pulse_app', v_table.name);
    continue when not v_table.of_account;
    execute format('alter table %s enable row level security, force row level security', v_table.name);
    if not exists (select from pg_policy where polrelid = v_table.oid and polname = 'own_account') then
      execute format('create policy own_account on %s using (portal_id = current_portal())', v_table.name);
    end if;
    if v_table.relname = any (v_seen_across)
      and not exists (select from pg_policy where polrelid = v_table.oid and polname = 'seen_across') then
      execute format('create policy seen_across on %s for select using (across_portals())', v_table.name);
    end if;
  end loop;
end $$;
