-- Records that a webhook named. A hint says "look again", never what there is to see: doubled, late and disordered
-- webhooks change nothing but the number of looks.

create sequence change_hint_versions;

create table change_hints (
  portal_id bigint not null references portals on delete cascade,
  type text not null,
  id text collate "C" not null,
  -- A new number with every webhook, from a sequence: a hint that was cleared and came back never looks like the old one.
  version bigint not null default nextval('change_hint_versions'),
  -- The record's links are to be read too.
  links boolean not null default false,
  -- The person asked to be forgotten: erased, not marked.
  is_erasure boolean not null default false,
  -- What the webhook said happened, for records that no longer answer.
  merged_into text,
  deleted_ms bigint,
  received_ms bigint not null,
  primary key (portal_id, type, id)
);

create index change_hints_order on change_hints (portal_id, version);
