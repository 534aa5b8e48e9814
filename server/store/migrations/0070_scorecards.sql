-- Links under which one partner reads its own scorecard, what opens them, and every time one was opened.

create table scorecard_links (
  portal_id bigint not null references portals on delete cascade,
  id bigint generated always as identity,
  -- HubSpot company id.
  partner_id text collate "C" not null,
  -- Who shared it, in their own words.
  shared_by text not null,
  shared_ms bigint not null,
  expires_ms bigint not null,
  revoked_ms bigint,
  primary key (portal_id, id)
);

-- Apart from the links, because it is looked at across accounts: an address names no account, so that it tells its reader
-- nothing. Of the address itself only a hash is kept.
create table scorecard_tokens (
  portal_id bigint not null,
  token_hash bytea not null,
  link_id bigint not null,
  primary key (portal_id, token_hash),
  foreign key (portal_id, link_id) references scorecard_links on delete cascade
);

create unique index scorecard_tokens_link on scorecard_tokens (portal_id, link_id);
create index scorecard_tokens_hash on scorecard_tokens (token_hash);

create policy seen_across on scorecard_tokens for select using (across_portals());

-- Who opened it is not known and not asked: no address, no browser.
create table scorecard_views (
  portal_id bigint not null,
  id bigint generated always as identity,
  link_id bigint not null,
  viewed_ms bigint not null,
  -- What was answered: the scorecard, or the page that tells nothing and why.
  outcome text not null check (outcome in ('shown', 'expired', 'revoked', 'unavailable')),
  primary key (portal_id, id),
  foreign key (portal_id, link_id) references scorecard_links on delete cascade
);

create index scorecard_views_link on scorecard_views (portal_id, link_id, viewed_ms);
