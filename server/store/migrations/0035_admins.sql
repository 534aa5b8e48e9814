-- Who may change what Partner Pulse does in an account, by HubSpot's user ids. The page a person looks at is not asked.
create table portal_admins (
  portal_id bigint not null references portals on delete cascade,
  user_id text not null,
  -- Null for whoever installed the app.
  added_by text,
  added_at timestamptz not null default now(),
  primary key (portal_id, user_id)
);

insert into portal_admins (portal_id, user_id) select portal_id, installed_by from portals where installed_by is not null;
