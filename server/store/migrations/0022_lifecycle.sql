-- The life of a connection: how long it has been over, how long HubSpot asked us to stay away, and what cannot be read.

alter table portals
  -- When the connection ended; the account's data is erased a retention time later.
  add disconnected_ms bigint,
  -- Nothing is sent to HubSpot for this account before then.
  add parked_until_ms bigint,
  add parked_reason text;

update portals set disconnected_ms = extract(epoch from now()) * 1000 where status = 'disconnected';

-- Records that cannot be read or stored. They are left out, and everything else goes on.
create table set_aside (
  portal_id bigint not null references portals on delete cascade,
  type text not null,
  id text collate "C" not null,
  -- In words; never the record's contents.
  reason text not null,
  since_ms bigint not null,
  primary key (portal_id, type, id)
);
