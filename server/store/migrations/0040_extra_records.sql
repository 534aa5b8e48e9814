-- Mail, calls, meetings, tickets, leads, survey answers, and registrations kept in an object of their own: records that
-- only some accounts have. They come in through partner companies and people, so what is still to be read of them is
-- named from those.

alter table records drop constraint records_type_check;
alter table records add constraint records_type_check check (type in (
  'companies', 'deals', 'contacts', 'emails', 'calls', 'meetings', 'tickets', 'leads', 'feedback_submissions',
  'registrations'));

-- Null asks sync to read which of those records a partner company or a person of one is linked to (deals: which deals).
alter table records add column extras_read_ms bigint;
create index records_extras_due on records (portal_id, type, id)
  where extras_read_ms is null and not archived and (type = 'contacts' or type = 'companies' and partner_scope);

-- Records to be read by id, with their links: named by a partner's links, by search, or by a sweep. A row goes in the
-- transaction that stores what was read.
create table wanted_records (
  portal_id bigint not null references portals on delete cascade,
  type text not null,
  id text collate "C" not null,
  primary key (portal_id, type, id)
);

-- Of people the title and the domain of the mail address are enough; HubSpot gives the domain by itself.
update records set properties = properties - 'email' - 'firstname' - 'lastname' where type = 'contacts';
