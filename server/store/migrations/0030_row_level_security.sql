-- A statement that forgets its account finds nothing and writes nothing: PostgreSQL itself compares every row with the
-- account of the transaction. The server works as the role below, which owns nothing and cannot bypass this; owners are
-- bound too (force), only superusers are not, and the server never works as one.

do $$
begin
  create role partner_pulse_app nologin;
exception
  -- Roles belong to the whole server: another database of it may have made it, perhaps this very moment.
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    if not exists (select from pg_roles where rolname = 'partner_pulse_app') then
      raise exception 'the user of DATABASE_URL may not create roles: let an administrator run "create role partner_pulse_app nologin" and "grant partner_pulse_app to %"', current_user;
    end if;
end $$;

do $$
begin
  set local role partner_pulse_app;
  reset role;
exception when insufficient_privilege then
  -- From version 16 on, who creates a role may grant it, also to itself, but does not take part in it by that alone.
  execute format('grant partner_pulse_app to %I', current_user);
end $$;

-- Null outside a transaction of an account: then no row is equal to it.
create function current_portal() returns bigint language sql stable parallel safe
  as $$ select nullif(current_setting('app.portal_id', true), '')::bigint $$;

-- True in the few transactions that look across accounts.
create function across_portals() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.across_portals', true), '') = 'on' $$;

-- Runs after every migration, so that a new table is covered without anybody thinking of it. Repeating it is harmless.
create function protect_account_tables() returns void language plpgsql as $$
declare
  v_table record;
begin
  execute format('grant usage on schema %I to partner_pulse_app', current_schema());
  for v_table in
    select c.oid::regclass as name, c.oid,
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
  end loop;
end $$;

-- What may be seen across accounts is said table by table, and only seen, never written.
create policy seen_across on portals for select using (across_portals());
