-- Operations look across accounts at where streams stand, how the budget is used and how runs ended: ids, times and
-- counts, no contents. The same function as in 0031 with a longer list.

create or replace function protect_account_tables() returns void language plpgsql as $$
declare
  -- To find out which account has work, and how all of them are doing. Nobody writes across accounts.
  v_seen_across constant text[] := array['portals', 'change_hints', 'checkpoints', 'rate_limits', 'sync_runs'];
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
