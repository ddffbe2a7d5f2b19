-- What a run leaves so that the next one need not read again what has not changed.

-- What the last applied run read by, and on what the roles rest that it gave; null: the next run reads every row.
alter table source add column memory jsonb;

-- The live content of a record as a number. A fingerprint is kept combined with it (xor): if the content is altered
-- by anything but the sync, the fingerprint that comes out is that of no row, and the record is read and mended.
create function enrolment_content(
  class_id bigint, person_id bigint, person_sourced_id text, role text, is_primary boolean, begin_date date, end_date date
) returns bigint
  language sql immutable parallel safe
  as $$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7), 0) $$;

-- First what is the record's own, then what it says of the person (null where another record speaks for them).
create function person_content(
  enabled boolean, user_ids jsonb, feed_roles jsonb, metadata jsonb, person_enabled boolean, given_name text,
  family_name text, middle_name text, preferred_given_name text, preferred_family_name text, username text, email text,
  identifier text, grades text[]
) returns bigint
  language sql immutable parallel safe
  as $$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14), 0) $$;
