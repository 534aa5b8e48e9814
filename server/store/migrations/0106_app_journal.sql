-- How far the app's own journal at HubSpot has been read. One row: the journal is the app's, not an account's.
create table app_journal (
  is_only boolean primary key default true check (is_only),
  -- Where HubSpot says to go on; null before the first page.
  next_offset text,
  read_ms bigint not null
);
