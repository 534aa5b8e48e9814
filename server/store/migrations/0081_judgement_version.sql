-- Rises with everything said of any partner of the account: a card that was kept learns of it from the row it reads anyway.
alter table portals add column judgement_version bigint not null default 0;
