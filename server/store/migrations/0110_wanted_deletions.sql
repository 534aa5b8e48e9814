-- What a webhook said of a record that is to be read: when it was deleted. Told of it only if it no longer answers.
alter table wanted_records add column deleted_ms bigint;
