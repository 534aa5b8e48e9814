-- What the programme can learn, as the last computation worked it out; null where none has since this was kept.
alter table computations add column lessons jsonb;
