-- The content of a record as a number, kept beside it by the database itself: whoever alters the record alters that. A
-- night has to compare it with what the last run left; to work it out anew for every row took a third of a night's time.
-- Classes are known again, too.

create function class_content(
  title text, class_code text, class_type text, location text, grades text[], subjects text[], periods text[],
  school_sourced_id text, course_sourced_id text, term_sourced_ids text[]
) returns bigint
  language sql immutable parallel safe
  as $$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10), 0) $$;

-- What is the record's own, apart from what it says of the person: that may be another record's to say.
create function person_own_content(enabled boolean, user_ids jsonb, feed_roles jsonb, metadata jsonb) returns bigint
  language sql immutable parallel safe
  as $$ select hash_record_extended(row($1, $2, $3, $4), 0) $$;

drop function person_content(
  boolean, jsonb, jsonb, jsonb, boolean, text, text, text, text, text, text, text, text, text[]
);

create function person_content(
  enabled boolean, given_name text, family_name text, middle_name text, preferred_given_name text,
  preferred_family_name text, username text, email text, identifier text, grades text[]
) returns bigint
  language sql immutable parallel safe
  as $$ select hash_record_extended(row($1, $2, $3, $4, $5, $6, $7, $8, $9, $10), 0) $$;

-- A night changes a few of a page's rows: with room on it they stay there, and no index has to be written.
alter table class set (fillfactor = 90);
alter table person set (fillfactor = 90);
alter table person_source set (fillfactor = 90);
alter table enrolment set (fillfactor = 90);

-- Fingerprints of before were combined with another number: the next run reads every row once.
alter table class
  add column fingerprint bigint,
  add column content bigint not null generated always as (class_content(
    title, class_code, class_type, location, grades, subjects, periods, school_sourced_id, course_sourced_id,
    term_sourced_ids)) stored;

alter table person
  add column content bigint not null generated always as (person_content(
    enabled, given_name, family_name, middle_name, preferred_given_name, preferred_family_name, username, email,
    identifier, grades)) stored;

alter table person_source
  add column own_content bigint not null generated always as (person_own_content(
    enabled, user_ids, feed_roles, metadata)) stored;

alter table enrolment
  add column content bigint not null generated always as (enrolment_content(
    class_id, person_id, person_sourced_id, role, is_primary, begin_date, end_date)) stored;

-- Who of the few people in question teaches, without looking at all their enrolments.
create index enrolment_by_teacher on enrolment (district_id, person_id) where status = 'active' and role = 'teacher';

-- Whom several active records describe is told from this index alone.
drop index person_source_by_person;
create index person_source_by_person on person_source (district_id, person_id) include (status);
