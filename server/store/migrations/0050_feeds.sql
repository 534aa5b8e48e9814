-- What accounts supply beside HubSpot: uploads, their rows, what was refused, and the keys that may upload.

create table feed_keys (
  portal_id bigint not null references portals on delete cascade,
  id bigint generated always as identity,
  -- Of the key itself only this is kept: it is shown once.
  key_hash bytea not null,
  label text not null,
  created_ms bigint not null,
  created_by text,
  last_used_ms bigint,
  revoked_ms bigint,
  primary key (portal_id, id)
);

create unique index feed_keys_hash on feed_keys (portal_id, key_hash);

create table feed_uploads (
  portal_id bigint not null references portals on delete cascade,
  id bigint generated always as identity,
  kind text not null,
  -- `file`, `api`: how it came; and which key or person brought it.
  source text not null,
  brought_by text,
  received_ms bigint not null,
  -- Of the bytes that came: the same again is the same upload.
  content_hash text not null,
  -- Days it speaks for, both inclusive, as days since 1970-01-01; null when it holds no row.
  covers_from integer,
  covers_to integer,
  rows_kept integer not null default 0,
  rows_refused integer not null default 0,
  -- Columns that the feed does not know.
  ignored_columns text[] not null default '{}',
  -- Taken back: its rows count no longer, and what they replaced counts again.
  withdrawn_ms bigint,
  primary key (portal_id, id)
);

create index feed_uploads_kind on feed_uploads (portal_id, kind, id);

-- Every upload keeps its rows, so that taking one back restores what stood before. Of one key the row of the latest
-- upload counts.
create table feed_rows (
  portal_id bigint not null,
  kind text not null,
  row_key text collate "C" not null,
  upload_id bigint not null,
  company_id text,
  row_values jsonb not null,
  primary key (portal_id, kind, row_key, upload_id),
  foreign key (portal_id, upload_id) references feed_uploads on delete cascade
);

create index feed_rows_upload on feed_rows (portal_id, upload_id);

create table feed_refusals (
  portal_id bigint not null,
  upload_id bigint not null,
  line integer not null,
  column_name text not null,
  reason text not null,
  foreign key (portal_id, upload_id) references feed_uploads on delete cascade
);

create index feed_refusals_upload on feed_refusals (portal_id, upload_id, line);
