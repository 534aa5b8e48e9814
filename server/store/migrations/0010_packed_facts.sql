-- Facts packed as columns: what metrics sweep over, read back as it lies instead of being made from rows again.
create table packed_facts (
  portal_id bigint not null references portals on delete cascade,
  -- Record id of the partner; empty for the programme, whose facts come in several parts.
  partner_id text collate "C" not null,
  part integer not null,
  -- Of the records that it was packed from: another version is packed anew, never used.
  facts_version bigint not null,
  columns bytea not null,
  primary key (portal_id, partner_id, part)
);

-- The columns are dense numbers: trying to compress them costs more than it saves.
alter table packed_facts alter column columns set storage external;
